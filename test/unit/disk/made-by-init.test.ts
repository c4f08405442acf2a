import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectTarget } from '../../../src/disk/inspect-target.ts'
import { mergePackage } from '../../../src/disk/merge-package.ts'
import { planWrite } from '../../../src/disk/plan-write.ts'
import { writeProject } from '../../../src/disk/write-project.ts'
import { lay, scratch } from './scratch.ts'

const placeholder = { test: 'echo "Error: no test specified" && exit 1' }
const npm6 = {
  ...{ name: 'x', version: '1.0.0', description: '', main: 'index.js' },
  ...{ scripts: placeholder, keywords: [], author: '', license: 'ISC' },
}
const ofRemote = {
  repository: { type: 'git', url: 'git+https://example.com/ada/x.git' },
  bugs: { url: 'https://example.com/ada/x/issues' },
  homepage: 'https://example.com/ada/x#readme',
}
const ofPnpm = {
  devEngines: { packageManager: { name: 'pnpm', version: '12.21.0', onFail: 'download' } },
  packageManager: 'pnpm@12.21.0',
}

const project = { name: 'app', version: '0.1.0', private: true, type: 'module', scripts: { test: 'node --test' } }
const recordOf = (packageManager: string) => print({ version: '1.0.0', answers: { packageManager }, files: {} })
const print = (value: object) => `${JSON.stringify(value, null, 2)}\n`

test.each<[string, string, object, object?]>([
  ['npm 6 to 8, pnpm 8 and 9', 'npm', npm6],
  ['npm 9 and later', 'npm', { ...npm6, type: 'commonjs' }],
  [
    'npm, where the user said more',
    'npm',
    { ...npm6, author: 'Ada', license: 'EUPL-1.2' },
    { author: 'Ada', license: 'EUPL-1.2' },
  ],
  ['npm in a repository that has a remote', 'npm', { ...npm6, ...ofRemote, type: 'commonjs' }, ofRemote],
  ['pnpm 10', 'pnpm', { ...npm6, packageManager: 'pnpm@10.34.9' }, { packageManager: 'pnpm@10.34.9' }],
  ['pnpm 12', 'pnpm', { ...npm6, ...ofPnpm, type: 'module' }, ofPnpm],
  ['pnpm 12, for a project with npm', 'npm', { ...npm6, ...ofPnpm, type: 'module' }],
  ['Yarn 1', 'yarn', { name: 'x', version: '1.0.0', main: 'index.js', license: 'MIT' }],
  ['Yarn 4', 'yarn', { name: 'x', packageManager: 'yarn@4.18.1' }, { packageManager: 'yarn@4.18.1' }],
  [
    'Yarn 4, private',
    'yarn',
    { name: 'x', packageManager: 'yarn@4.18.1', private: true },
    { packageManager: 'yarn@4.18.1' },
  ],
])('what init of %s wrote is replaced, and its directory is free', (_, manager, written, kept = {}) => {
  const target = lay(scratch(), { 'package.json': print(written), LICENSE: '' })
  expect(inspectTarget(target)).toEqual({ kind: 'free' })
  const files = new Map([
    ['package.json', print(project)],
    ['.raw-http-app.json', recordOf(manager)],
  ])
  writeProject(planWrite(target, files, { overwrite: false }))
  const text = readFileSync(join(target, 'package.json'), 'utf8')
  expect(JSON.parse(text)).toEqual({ ...project, ...kept })
  expect(Object.keys(JSON.parse(text)).slice(0, 5)).toEqual(Object.keys(project))
})

test('the further files of Yarn 4 are free as well, until somebody writes in them', () => {
  const ofYarn = {
    'package.json': print({ name: 'x', packageManager: 'yarn@4.18.1' }),
    'README.md': '# x\n',
    '.editorconfig':
      'root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\nindent_size = 2\nindent_style = space\ninsert_final_newline = true\n',
    ...{ 'yarn.lock': '', '.pnp.cjs': '', '.yarn/install-state.gz': '', '.gitattributes': '', '.gitignore': '' },
  }
  const files = new Map(['package.json', 'README.md', '.editorconfig'].map((name) => [name, '{}\n']))
  const target = lay(scratch(), ofYarn)
  expect(planWrite(target, files, { overwrite: false }).replaced).toEqual([
    '.editorconfig',
    'README.md',
    'package.json',
  ])
  lay(target, { 'README.md': '# x\n\nMine.\n' })
  expect(() => planWrite(target, files, { overwrite: false })).toThrow('it holds README.md')
})

test.each<[string, object | string]>([
  ['a script', { ...npm6, scripts: { ...placeholder, dev: 'x' } }],
  ['a test', { ...npm6, scripts: { test: 'jest' } }],
  ['a dependency', { ...npm6, dependencies: { express: '5' } }],
  ['a description', { ...npm6, description: 'Mine' }],
  ['an entry of its own', { ...npm6, main: 'server.js' }],
  ['a keyword', { ...npm6, keywords: ['mine'] }],
  ['an unknown key', { ...npm6, jest: {} }],
  ['an engine', { name: 'x', packageManager: 'yarn@4.18.1', devEngines: { runtime: { name: 'node' } } }],
  ['a type and no sign of init', { name: 'x', type: 'commonjs' }],
  ['a name alone', { name: 'x' }],
  ['nothing', {}],
  ['no object', '[]'],
  ['no JSON', '{'],
])('a package.json with %s is work, and its directory in use', (_, written) => {
  const text = typeof written === 'string' ? written : print(written)
  expect(inspectTarget(lay(scratch(), { 'package.json': text }))).toEqual({ kind: 'inUse', entries: ['package.json'] })
})

test('where there is work beside it, the placeholder and its type go, and all else is kept', () => {
  const theirs = { ...npm6, type: 'commonjs', dependencies: { express: '5' } }
  const merged = mergePackage(print(theirs), print(project))
  expect('text' in merged && JSON.parse(merged.text)).toEqual({
    ...theirs,
    private: true,
    type: 'module',
    scripts: { test: 'node --test' },
  })
})

test.each<[string, object, string]>([
  ['a test of its own', { ...npm6, scripts: { test: 'jest' } }, 'has a script "test" of its own ("jest")'],
  ['a type of its own', { ...npm6, scripts: { lint: 'x' }, type: 'commonjs' }, 'has "type": "commonjs"'],
])('%s is refused all the same', (_, theirs, conflict) => {
  expect(mergePackage(print(theirs), print(project))).toEqual({ conflict: expect.stringContaining(conflict) })
})
