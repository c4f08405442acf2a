import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { buildFirst, cli } from '../../support/cli.ts'
import { plainEnvironment } from '../../support/run.ts'
import { lay, scratch, snapshot } from '../../unit/disk/scratch.ts'

buildFirst()

const alone = ['--yes', '--preset', 'minimal', '--no-install', '--no-git', '--pm', 'npm']

describe('what stands in the way is named, and left alone', () => {
  test.each<[string, (cwd: string) => void, readonly string[], number, string]>([
    [
      'a link to nowhere',
      (cwd) => symlinkSync('gone', join(cwd, 'app')),
      ['app'],
      3,
      'app is a link that leads nowhere',
    ],
    [
      'a link in a circle',
      (cwd) => symlinkSync('app', join(cwd, 'app')),
      ['app'],
      3,
      'app is a link that leads nowhere',
    ],
    ['a file on the way', (cwd) => lay(cwd, { app: '' }), ['app/x'], 3, 'app is a file'],
    ['a named pipe', (cwd) => pipe(cwd, 'app'), ['app'], 3, 'app is a file'],
    [
      'a linked folder that leads out',
      (cwd) => symlinkSync('../outside', `${lay(join(cwd, 'app'), {})}/src`),
      ['app', '--overwrite'],
      3,
      'src is a link; the project needs a folder there',
    ],
    [
      'a linked file that leads out',
      (cwd) => symlinkSync('../outside/mine', `${lay(join(cwd, 'app'), {})}/README.md`),
      ['app', '--overwrite'],
      3,
      'README.md is a link; the project needs a file there',
    ],
    [
      'a folder in place of a file',
      (cwd) => lay(cwd, { 'app/README.md/': '' }),
      ['app', '--overwrite'],
      3,
      'README.md is a folder',
    ],
    ['a file in place of a folder', (cwd) => lay(cwd, { 'app/src': '' }), ['app', '--overwrite'], 3, 'src is a file'],
    [
      'a named pipe in place of a file',
      (cwd) => pipe(lay(join(cwd, 'app'), {}), '.gitignore'),
      ['app'],
      3,
      '.gitignore is a device',
    ],
    [
      'a package.json that is none',
      (cwd) => lay(cwd, { 'app/package.json': '[' }),
      ['app', '--overwrite'],
      3,
      'package.json holds no JSON object',
    ],
    [
      'a package.json of another kind',
      (cwd) => lay(cwd, { 'app/package.json': '{ "type": "commonjs" }' }),
      ['app', '--overwrite'],
      3,
      'package.json has "type": "commonjs"',
    ],
    [
      'a script of the same name',
      (cwd) => lay(cwd, { 'app/package.json': '{ "scripts": { "build": "make" } }' }),
      ['app', '--overwrite'],
      3,
      'package.json has a script "build" of its own',
    ],
    ['a name too long for a disk', () => undefined, ['x'.repeat(300)], 1, 'the name is too long'],
    ['a path too long for a disk', () => undefined, ['x/'.repeat(3000)], 1, 'the name is too long'],
    [
      'a place where nothing can be made',
      () => undefined,
      ['/proc/app'],
      1,
      '/proc/app cannot be used: nothing can be made there',
    ],
  ])('%s', async (_, obstruct, args, status, reason) => {
    const world = lay(scratch(), { 'outside/mine': 'mine\n', 'work/': '' })
    const cwd = join(world, 'work')
    obstruct(cwd)
    const before = snapshot(world)
    const plain = await cli([...args, ...alone], { cwd })
    expect(plain).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(reason) })
    expect(plain.stderr).not.toMatch(/\.create-raw-http-app|^ +at /m)
    const json = await cli([...args, ...alone, '--json'], { cwd })
    expect(json.status).toBe(status)
    expect(JSON.parse(json.stdout)).toEqual({
      error: { code: status === 3 ? 'directoryInUse' : 'failed', message: plain.stderr.trimEnd() },
    })
    expect(snapshot(world)).toEqual(before)
  })

  test('a link to a directory is that directory', async () => {
    const cwd = lay(scratch(), { 'real/LICENSE': 'mine\n' })
    symlinkSync('real', join(cwd, 'app'))
    expect(await cli(['app/', ...alone], { cwd })).toMatchObject({ status: 0, stderr: '' })
    expect(Object.keys(snapshot(cwd))).toEqual(expect.arrayContaining(['real/package.json', 'real/LICENSE']))
    expect(snapshot(cwd).app).toBe('link to real')
  })
})

test('of several runs at one directory one makes it, and the others find it in use', async () => {
  for (const before of [{}, { 'app/LICENSE': 'mine\n' }]) {
    const cwd = lay(scratch(), before)
    const runs = ['one', 'two', 'three'].map((name) => cli(['app', '--name', name, ...alone], { cwd }))
    const ended = await Promise.all(runs)
    expect(ended.map(({ status }) => status).sort()).toEqual([0, 3, 3])
    const winner = ['one', 'two', 'three'][ended.findIndex(({ status }) => status === 0)] as string
    const alike = lay(scratch(), before)
    await cli(['app', '--name', winner, ...alone], { cwd: alike })
    expect(snapshot(cwd)).toEqual(snapshot(alike))
  }
})

describe.skipIf(process.getuid?.() !== 0)('as somebody without permission', () => {
  test.each<[string, (cwd: string) => void, readonly string[]]>([
    ['to make a directory', (cwd) => chmodSync(cwd, 0o555), ['app']],
    ['to write in it', (cwd) => chmodSync(lay(join(cwd, 'app'), {}), 0o555), ['app']],
    ['to enter it', (cwd) => chmodSync(lay(join(cwd, 'app'), { LICENSE: '' }), 0o000), ['app']],
    [
      'to write in a folder of it',
      (cwd) => chmodSync(lay(join(cwd, 'app/src'), { 'app.ts': 'mine' }), 0o555),
      ['app', '--overwrite'],
    ],
    [
      'to read a file of it',
      (cwd) => chmodSync(`${lay(join(cwd, 'app'), { 'package.json': '{}' })}/package.json`, 0o000),
      ['app', '--overwrite'],
    ],
    ['to enter its parent', (cwd) => chmodSync(lay(join(cwd, 'above'), {}), 0o000), ['above/app']],
  ])('%s nothing is changed, and the run ends with 1', async (_, forbid, args) => {
    const world = scratch()
    chmodSync(world, 0o755)
    cpSync('dist', join(world, 'dist'), { recursive: true })
    const cwd = lay(join(world, 'work'), {})
    writeFileSync(join(cwd, 'other.txt'), 'mine\n')
    const nobody = 65534
    forbid(cwd)
    for (const path of [cwd, ...Object.keys(snapshot(cwd)).map((name) => join(cwd, name))])
      execFileSync('chown', ['-h', `${nobody}`, path])
    const before = snapshot(world)
    const ended = await execa(process.execPath, [join(world, 'dist/cli.js'), ...args, ...alone], {
      ...{ cwd: '/', reject: false, extendEnv: false, env: plainEnvironment(), uid: nobody, gid: nobody },
      cwd,
    })
    expect(ended).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('permission is missing') })
    expect(ended.stderr).toContain('Choose another directory, or change its permissions.')
    expect(snapshot(world)).toEqual(before)
  })
})

function pipe(folder: string, name: string): void {
  mkdirSync(folder, { recursive: true })
  execFileSync('mkfifo', [join(folder, name)])
}
