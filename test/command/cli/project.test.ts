import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { buildFirst, cli, cliPath, filesBelow } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { realPack, renderProject } from '../../support/real-pack.ts'
import { plainEnvironment } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'

buildFirst()

const pack = { ...realPack, version: JSON.parse(readFileSync('package.json', 'utf8')).version }
const alone = ['--no-install', '--no-git']

test.each([
  ['the default preset', []],
  ['every preset of the pack', ['--preset', 'full']],
  ['no feature', ['--features=']],
  ['resources of one kind and another', ['--resource', 'people name:string:unique', '--resource', 'news at:datetime']],
  ['another Node and package manager', ['--node', '24', '--pm', 'yarn', '--name', '@me/it']],
])('%s: what is written is what is rendered, and the printed command writes it again', async (_, flags) => {
  const cwd = scratchFolder()
  const made = await cli(['my api', ...flags, '--json', ...alone], { cwd })
  expect(made).toMatchObject({ status: 0, stderr: '' })
  const document = JSON.parse(made.stdout)
  const written = filesBelow(join(cwd, 'my api'))
  expect(written).toEqual(Object.fromEntries(renderProject(pack, document.answers)))
  expect(document).toMatchObject({ directory: 'my api', steps: { install: 'skipped', git: 'skipped' } })
  expect(document.files).toEqual(Object.keys(written).sort())

  const again = scratchFolder()
  await replay(document.command, again)
  expect(filesBelow(join(again, 'my api'))).toEqual(written)

  for (const config of ['my api', 'my api/.raw-http-app.json']) {
    const configured = scratchFolder()
    const args = ['my api', '--config', join(cwd, config), ...alone]
    expect(await command(args, { cwd: configured })).toMatchObject({ status: 0 })
    expect(filesBelow(join(configured, 'my api'))).toEqual(written)
  }
})

test('the same answers give the same bytes whatever the time zone, locale and umask', async () => {
  const places = [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ]
  const made = places.map(async (env) => {
    const cwd = scratchFolder()
    await cli(['x', '--preset', 'full', ...alone], { cwd, env })
    return filesBelow(cwd)
  })
  const [first, second] = await Promise.all(made)
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(10)
  expect(second).toEqual(first)
})

test('the lines that a run ends with name the next steps and the command that makes the project again', async () => {
  const { status, stdout } = await cli(['x', '--preset', 'minimal', ...alone], { cwd: scratchFolder() })
  expect(status).toBe(0)
  expect(stdout).toMatch(/Wrote \d+ files to x\n/)
  expect(stdout).toContain('  cd x\n  npm install\n  npm run dev\n')
  expect(stdout).toContain(`  npm create raw-http-app@${pack.version} x -- --features= --name x `)
})

test('--yes takes a directory of its own, and the default of every other answer', async () => {
  const cwd = scratchFolder()
  expect(await cli(['--yes', ...alone], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(filesBelow(cwd)['raw-http-app/package.json']).toContain('"name": "raw-http-app"')
})

test('"." fills the current directory and keeps what is free to stay', async () => {
  const cwd = scratchFolder()
  writeFileSync(join(cwd, '.gitignore'), 'mine\n')
  writeFileSync(join(cwd, 'LICENSE'), 'mine\n')
  expect(await cli(['.', '--name', 'here', '--yes', ...alone], { cwd })).toMatchObject({ status: 0 })
  const files = filesBelow(cwd)
  expect(files.LICENSE).toBe('mine\n')
  expect(files['.gitignore']).toMatch(/^mine\n[\s\S]*node_modules/)
  expect(files['package.json']).toContain('"name": "here"')
})

test('--dry-run prints the tree with sizes and writes nothing', async () => {
  const cwd = scratchFolder()
  const { status, stdout, stderr } = await command(['x', '--preset', 'minimal', '--dry-run'], { cwd })
  expect({ status, stderr, files: filesBelow(cwd) }).toEqual({ status: 0, stderr: '', files: {} })
  expect(stdout).toMatch(/^x\/\n/)
  expect(stdout).toMatch(/ package\.json +[\d.]+ k?B\n/)
  expect(stdout).toMatch(/\d+ files, [\d.]+ kB\n$/)
  const json = await command(['x', '--preset', 'minimal', '--dry-run', '--json'], { cwd })
  expect(JSON.parse(json.stdout)).toMatchObject({ directory: 'x', steps: { install: 'skipped', git: 'skipped' } })
  expect(filesBelow(cwd)).toEqual({})
})

test('a feature that goes because another one did is told of, beside the document too', async () => {
  const dependent = choosable(realPack).find(({ manifest }) => manifest.requires?.includes('router'))?.id
  const args = ['x', '--preset', 'full', '--no-router', '--dry-run']
  const told = await command(args, { cwd: scratchFolder() })
  expect(told.stdout).toContain(`Note: ${dependent} is left out as well: it requires router.\n`)
  const json = await command([...args, '--json'], { cwd: scratchFolder() })
  expect(json.stderr).toContain(`${dependent} is left out as well: it requires router.\n`)
  expect(JSON.parse(json.stdout).answers.features).not.toContain(dependent)
})

test('--overwrite replaces the files that the project also has, and no others', async () => {
  const cwd = scratchFolder()
  writeFileSync(join(cwd, 'README.md'), 'mine\n')
  writeFileSync(join(cwd, 'notes.txt'), 'mine\n')
  expect(await cli(['.', '--yes', '--overwrite', ...alone], { cwd })).toMatchObject({ status: 0 })
  const files = filesBelow(cwd)
  expect(files['README.md']).not.toBe('mine\n')
  expect(files['notes.txt']).toBe('mine\n')
})

test('a run opens no connection, whatever is chosen', async () => {
  const watch = "import net from 'node:net'; import dgram from 'node:dgram'; import dns from 'node:dns'"
  const refuse = 'const no = () => process.exit(99); net.Socket.prototype.connect = no; dns.lookup = no'
  const guard = `${watch}; ${refuse}; dgram.createSocket = no`
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(guard)}` }
  const cwd = scratchFolder()
  expect(await cli(['x', '--preset', 'full', '--no-install'], { cwd, env })).toMatchObject({ status: 0 })
})

/** Runs the printed line in a real shell, with this build in the place of the published package. */
async function replay(printed: string, cwd: string): Promise<void> {
  const line = printed.replace(/^(?:npm create raw-http-app|npx create-raw-http-app)@[\d.]+/, '"$NODE" "$CLI"')
  expect(line).not.toBe(printed)
  const args = line.replace(' -- ', ' ')
  const env = { ...plainEnvironment(), NODE: process.execPath, CLI: cliPath }
  const ended = await execa('sh', ['-c', args], { cwd, env, extendEnv: false, reject: false, all: true })
  expect(ended.exitCode, ended.all).toBe(0)
}
