import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectTarget } from '../../../src/disk/inspect-target.ts'
import { lay, scratch } from './scratch.ts'

test('a path where nothing stands is absent, however deep', () => {
  expect(inspectTarget(join(scratch(), 'a/b/c'))).toEqual({ kind: 'absent' })
})

test.each([
  ['nothing', {}],
  ['a repository', { '.git/HEAD': 'ref' }],
  ['the mark of a worktree', { '.git': 'gitdir: elsewhere' }],
  ['editor folders', { '.vscode/settings.json': '{}', '.idea/': '', '.zed/': '', '.fleet/': '' }],
  ['what file browsers leave', { '.DS_Store': '', 'Thumbs.db': '', 'desktop.ini': '' }],
  ['a licence', { LICENSE: '' }],
  [
    'a licence with an extension',
    { 'License.md': '', 'LICENCE.txt': '', 'LICENSE-MIT': '', COPYING: '', UNLICENSE: '' },
  ],
  ['a .gitignore', { '.gitignore': 'x' }],
  ['an editor swap file', { '.app.ts.swp': '' }],
  ['a staging folder of our own', { '.create-raw-http-app-1234-abc-00000000/package.json': '' }],
])('a directory that holds %s is free', (_, files) => {
  expect(inspectTarget(lay(join(scratch(), 'app'), files))).toEqual({ kind: 'free' })
})

test.each([
  ['README.md'],
  ['package.json'],
  ['.env'],
  ['.github/x'],
  ['license-checker.js/x'],
  ['licenses/mit'],
  ['.create-raw-http-app.txt'],
  ['notes~'],
])('a directory that holds %s is in use', (path) => {
  const folder = lay(scratch(), { [path]: '', LICENSE: '' })
  expect(inspectTarget(folder)).toEqual({ kind: 'inUse', entries: [path.split('/')[0]] })
})

test('the entries of a directory in use are sorted and leave out what does not matter', () => {
  const folder = lay(scratch(), { 'b.txt': '', 'a.txt': '', '.git/HEAD': '' })
  expect(inspectTarget(folder)).toEqual({ kind: 'inUse', entries: ['a.txt', 'b.txt'] })
})

test('a link to a directory is that directory', () => {
  const folder = scratch()
  lay(join(folder, 'real'), { 'a.txt': '' })
  symlinkSync('real', join(folder, 'link'))
  expect(inspectTarget(join(folder, 'link'))).toEqual({ kind: 'inUse', entries: ['a.txt'] })
  expect(inspectTarget(join(folder, 'link/new'))).toEqual({ kind: 'absent' })
})

test.each(['file', 'file/below', 'link-to-file', 'dangling', 'dangling/below', 'circle'])(
  '%s is no directory',
  (path) => {
    const folder = lay(scratch(), { file: '' })
    symlinkSync('file', join(folder, 'link-to-file'))
    symlinkSync('nowhere', join(folder, 'dangling'))
    symlinkSync('circle', join(folder, 'circle'))
    expect(inspectTarget(join(folder, path))).toEqual({ kind: 'file' })
  },
)

test('a name that the disk refuses is a failure that names it', () => {
  const name = 'x'.repeat(300)
  expect(() => inspectTarget(join(scratch(), name))).toThrowError(
    expect.objectContaining({
      code: 'failed',
      message: expect.stringMatching(/x{300} cannot be used: the name is too long/),
    }),
  )
})
