import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { buildFirst, cli, filesBelow, startCli } from '../../support/cli.ts'
import { scratchFolder } from '../../support/scratch.ts'

buildFirst()

const minimal = ['x', '--preset', 'minimal', '--pm', 'npm']

/** What a package manager leaves behind. */
const packages = 'mkdir -p node_modules/typescript node_modules/@types/node'

/** A PATH with these programs and no others: the real ones, or scripts of ours. */
function pathWith(cwd: string, programs: Readonly<Record<string, string | true>>): Record<string, string> {
  const bin = join(cwd, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(programs)) {
    if (script === true) symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(bin, name))
    else {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
      chmodSync(join(bin, name), 0o755)
    }
  }
  return { PATH: bin }
}

test('install and git are done, in the project, and told of', async () => {
  const cwd = scratchFolder()
  const env = pathWith(cwd, { git: true, mkdir: true, npm: `echo "$@" > installed.txt; ${packages}` })
  const { status, stdout, stderr } = await cli([...minimal, '--json'], { cwd, env })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout).steps).toEqual({ install: 'done', git: 'done' })
  expect(readFileSync(join(cwd, 'x/installed.txt'), 'utf8')).toMatch(/^install/)
  expect(readFileSync(join(cwd, 'x/.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main\n')
})

test('what was not wished for is skipped', async () => {
  const cwd = scratchFolder()
  const env = pathWith(cwd, { git: true, npm: 'echo > installed.txt' })
  const { stdout } = await cli([...minimal, '--json', '--no-install', '--no-git'], { cwd, env })
  expect(JSON.parse(stdout).steps).toEqual({ install: 'skipped', git: 'skipped' })
  expect(existsSync(join(cwd, 'x/.git')) || existsSync(join(cwd, 'x/installed.txt'))).toBe(false)
})

test.each([
  ['is missing', {}, 'npm is not installed'],
  ['fails', { npm: 'echo "npm error code ENET" >&2; exit 1' }, 'npm install failed'],
])('an install that %s leaves complete files and ends with 5', async (_, programs, reason) => {
  const cwd = scratchFolder()
  const env = pathWith(cwd, programs)
  const plain = await cli(minimal, { cwd, env })
  expect(plain).toMatchObject({ status: 5, stderr: expect.stringContaining('the files are complete, but') })
  expect(plain.stderr).toContain(reason)
  expect(plain.stdout).toContain('  cd x\n  npm install\n  npm run dev\n')
  const files = filesBelow(join(cwd, 'x'))
  const json = await cli(['y', ...minimal.slice(1), '--name', 'x', '--json'], { cwd, env })
  expect(json.status).toBe(5)
  expect(JSON.parse(json.stdout)).toMatchObject({ files: Object.keys(files), steps: { install: 'failed' } })
})

test('the first commit names the version, and a user whom git does not know is told', async () => {
  const cwd = scratchFolder()
  const config = join(cwd, 'gitconfig')
  writeFileSync(config, '[user]\nname = Ada\nemail = ada@example.com\n')
  const env = { GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1' }
  const { status, stdout } = await cli([...minimal, '--no-install'], { cwd, env })
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('\ngit repository done\n') })
  const git = (...args: string[]) => execFileSync('git', args, { cwd: join(cwd, 'x'), encoding: 'utf8' })
  expect(git('log', '--format=%s')).toMatch(/^Create the project with create-raw-http-app \d+\.\d+\.\d+\S*\n$/)
  expect(git('status', '--porcelain')).toBe('')
  const files = Object.keys(filesBelow(join(cwd, 'x'))).filter((name) => !name.startsWith('.git/'))
  expect(git('ls-files')).toBe(files.map((name) => `${name}\n`).join(''))
  writeFileSync(config, '')
  const unknown = await cli(['y', ...minimal.slice(1), '--no-install'], { cwd, env })
  expect(unknown.stdout).toContain('\ngit repository done: without a commit, because git does not know your name')
})

test('git that fails for a reason of its own is a failed step', async () => {
  const cwd = scratchFolder()
  const env = pathWith(cwd, { git: 'echo "fatal: bad config line 1 in file /home/ada/.gitconfig" >&2; exit 128' })
  const { status, stdout, stderr } = await cli([...minimal, '--no-install', '--json'], { cwd, env })
  expect({ status, steps: JSON.parse(stdout).steps }).toEqual({
    status: 5,
    steps: { install: 'skipped', git: 'failed' },
  })
  expect(stderr).toContain('bad config line 1 in file /home/ada/.gitconfig')
})

test('git that is missing is no failure, and is told of', async () => {
  const cwd = scratchFolder()
  const { status, stdout } = await cli([...minimal, '--no-install'], { cwd, env: pathWith(cwd, {}) })
  expect(status).toBe(0)
  expect(stdout).toContain('git is not installed')
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s during the install ends it and the run with %i', async (signal, status) => {
  const cwd = scratchFolder()
  const env = pathWith(cwd, { npm: 'echo $$ > pid.txt; exec sleep 60', sleep: true })
  const running = startCli([...minimal, '--no-git'], { cwd, env })
  const pid = await vi.waitFor(() => Number(readFileSync(join(cwd, 'x/pid.txt'), 'utf8')) || Promise.reject(), 20_000)
  running.kill(signal)
  expect((await running).exitCode).toBe(status)
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  expect(existsSync(join(cwd, 'x/package.json'))).toBe(true)
})

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a run that waits for answers from a pipe',
  async (signal) => {
    const cwd = scratchFolder()
    const pipe = join(cwd, 'answers')
    execFileSync('mkfifo', [pipe])
    const running = startCli(['x', '--config', pipe, '--yes'], { cwd })
    const writer = await open(pipe, 'w') // opens once somebody reads
    running.kill(signal)
    expect(await running).toMatchObject({ signal, timedOut: false })
    await writer.close()
    expect(existsSync(join(cwd, 'x'))).toBe(false)
  },
)
