import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { buildFirst, cli, cliPath, filesBelow } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { plainEnvironment } from '../../support/run.ts'
import { lay, scratch } from '../../unit/disk/scratch.ts'

buildFirst()

const alone = ['--preset', 'minimal', '--no-install', '--no-git', '--pm', 'npm']
const version = JSON.parse(readFileSync('package.json', 'utf8')).version

// The directory as it is typed, what it is called on the disk, and the package name that follows.
test.each([
  ['my app', 'my app', 'my-app'],
  ["it's", "it's", 'it-s'],
  ['a"b', 'a"b', 'a-b'],
  ['ünï 日本 😀', 'ünï 日本 😀', 'uni'],
  ['$HOME', '$HOME', 'home'],
  ['`x`;y&z', '`x`;y&z', 'x-y-z'],
  ['*', '*', 'raw-http-app'],
  ['!x#', '!x#', 'x'],
  [' x ', ' x ', 'x'],
  ['x\\y', 'x\\y', 'x-y'],
  ['./-dash', '-dash', 'dash'],
  ['.hidden', '.hidden', 'hidden'],
  ['...', '...', 'raw-http-app'],
  ['x/', 'x', 'x'],
  ['x//', 'x', 'x'],
  ['x/.', 'x', 'x'],
  ['gone/../y', 'y', 'y'],
  ['a/b/c', 'a/b/c', 'c'],
  ['../work/z', 'z', 'z'],
])('%j becomes %j, named %j; the printed lines lead there, and make it again', async (typed, place, name) => {
  const cwd = lay(join(scratch(), 'work'), {})
  const { status, stdout, stderr } = await command([typed, ...alone], { cwd })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const written = filesBelow(join(cwd, place))
  expect(JSON.parse(written['package.json'] ?? '').name).toBe(name)

  const [, cd = ''] = /\n {2}(cd .*)\n/.exec(stdout) ?? []
  const there = execFileSync('sh', ['-c', `${cd}; pwd`], { cwd, encoding: 'utf8' })
  expect(there).toBe(`${join(cwd, place)}\n`)

  const again = lay(join(scratch(), 'work'), {})
  const [, printed = ''] = new RegExp(`\\n {2}npm create raw-http-app@${version} (.*)\\n`).exec(stdout) ?? []
  const line = `"$NODE" "$CLI" ${printed.replace(' -- ', ' ')}`
  const env = { ...plainEnvironment(), NODE: process.execPath, CLI: cliPath }
  await execa('sh', ['-c', line], { cwd: again, env, extendEnv: false })
  expect(filesBelow(join(again, place))).toEqual(written)
})

test('a directory behind "--" may begin with a dash', async () => {
  const cwd = scratch()
  expect(await cli([...alone, '--', '-dash'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(Object.keys(filesBelow(cwd))).toContain('-dash/package.json')
})

test('an absolute directory may lie anywhere, and so may the home', async () => {
  const cwd = scratch()
  const target = join(scratch(), 'app')
  const env = { HOME: '/nowhere/"odd" $home' }
  const { status, stdout } = await cli([target, ...alone], { cwd, env })
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining(`  cd ${target}\n`) })
  expect(filesBelow(cwd)).toEqual({})
})

test('".." is the directory above, in use as it is', async () => {
  const cwd = lay(join(scratch(), 'below'), {})
  const { status, stderr } = await cli(['..', ...alone], { cwd })
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining(' is not empty: it holds below.\n') })
})
