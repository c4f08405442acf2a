import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesBelow } from '../../support/cli.ts'
import { everything, realPack, renderProject } from '../../support/real-pack.ts'
import { copyRepository } from '../../support/repository-copy.ts'
import { run } from '../../support/run.ts'
import { folderForFile, scratchFolder } from '../../support/scratch.ts'
import { filesIn, packInto, textIn } from './tarball.ts'
import { withoutNetwork } from './without-network.ts'

const folder = folderForFile()
let tarball = ''
beforeAll(async () => {
  tarball = await packInto(folder)
})

const manifestIn = (path: string) => JSON.parse(textIn(path, 'package.json'))

describe('the package', () => {
  test('holds the build, the licences, the README and the schemas, and nothing else', () => {
    const other = filesIn(tarball).filter((path) => !/^dist\/[\w-]+\.js$/.test(path))
    expect(other).toEqual([
      ...['LICENSE', 'README.md', 'dist/THIRD-PARTY-LICENSES.txt', 'dist/feature.schema.json', 'dist/fixes.json'],
      'dist/pack.json.br',
      ...['dist/probes.schema.json', 'dist/schema.json', 'dist/templates.br', 'package.json'],
    ])
    expect(filesIn(tarball)).toEqual(expect.arrayContaining(['dist/cli.js']))
  })

  test('is small', () => {
    expect(statSync(tarball).size).toBeLessThan(300_000)
  })

  test('depends on nothing, and runs nothing at an install', () => {
    const { scripts, ...manifest } = manifestIn(tarball)
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual(['devDependencies'])
    expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]))
  })

  test('is what publint would have', async () => {
    const { buffer, byteOffset, byteLength } = readFileSync(tarball)
    const packed = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
    const { messages } = await publint({ pack: { tarball: packed }, strict: true })
    expect(messages).toEqual([])
  })

  test('brings the copyright notice of every package that is bundled, and its terms', () => {
    const text = textIn(tarball, 'dist/THIRD-PARTY-LICENSES.txt')
    for (const name of [
      '@clack/core',
      '@clack/prompts',
      'cross-spawn',
      'handlebars',
      'node-diff3',
      'pluralize',
      'which',
    ]) {
      expect(text).toMatch(new RegExp(`^${name}\n.*copyright \\(c\\) .+`, 'im'))
    }
    // A name alone, or the short name of a licence, is not the text that a licence asks for.
    const groups = text.split(`\n${'-'.repeat(80)}\n\n`)
    expect(groups.filter((group) => !/^Permission (?:is hereby granted|to use)[\s\S]{500}/m.test(group))).toEqual([])
  })
})

describe('the packed command makes a whole project from an empty folder, dotfiles and all', () => {
  test.skipIf(withoutNetwork === undefined)('without a network', () => makeEverything(withoutNetwork ?? []))

  if (withoutNetwork === undefined) {
    console.warn('no process may be cut off from the network here: that it needs none is skipped')
    test('with npm told to ask no registry', () => makeEverything([]))
  }
})

test('a clone builds the command when its packages are installed', async () => {
  const clone = join(scratchFolder(), 'clone')
  copyRepository(clone)
  expect(existsSync(join(clone, 'dist'))).toBe(false)
  // What npm ci, which borrowed packages cannot stand, ends with.
  const prepared = await run('npm', ['run', 'prepare'], { cwd: clone })
  expect(prepared.status, prepared.output).toBe(0)
  const cwd = join(clone, 'somewhere')
  mkdirSync(cwd)
  const { status, output } = await run(process.execPath, ['../dist/cli.js', '--version'], { cwd })
  expect({ status, output }).toEqual({ status: 0, output: realPack.version })
})

/** `launcher`: what is put ahead of each command. */
async function makeEverything(launcher: readonly string[]): Promise<void> {
  const cwd = scratchFolder()
  const alone = (...words: string[]) => {
    const [program = '', ...args] = [...launcher, ...words]
    return run(program, args, { cwd, env: { npm_config_offline: 'true', npm_config_cache: join(cwd, 'cache') } })
  }
  const installed = await alone('npm', 'install', '--no-audit', '--no-fund', tarball)
  expect(installed.status, installed.output).toBe(0)
  expect(readFileSync(join(cwd, 'node_modules/.package-lock.json'), 'utf8').match(/"node_modules\//g)).toHaveLength(1)
  const made = await alone('npx', 'create-raw-http-app', 'x', '--preset', 'full', '--node', '20', '--no-install')
  expect(made.status, made.output).toBe(0)
  const written = filesBelow(join(cwd, 'x'))
  const own = Object.keys(written).filter((path) => !path.startsWith('.git/'))
  const rendered = renderProject(realPack, { ...everything(realPack, 20), name: 'x' })
  expect(own.sort()).toEqual([...rendered.keys()].sort())
  expect(own).toEqual(expect.arrayContaining(['.gitignore', '.editorconfig', '.env.example', '.dockerignore']))
  expect(written['.gitignore']).toContain('node_modules')
}
