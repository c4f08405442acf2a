import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { initGit } from '../../src/finish/git.ts'
import { machinePath, scratch, withPrograms } from './programs.ts'

const head = (directory: string) => readFileSync(join(directory, '.git/HEAD'), 'utf8')

test('makes a repository on main, without a commit', async () => {
  const directory = scratch()
  writeFileSync(join(directory, 'x'), '')
  expect(await initGit(directory)).toEqual({ state: 'done' })
  expect(head(directory)).toBe('ref: refs/heads/main\n')
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: directory, encoding: 'utf8' })).toBe('?? x\n')
})

test('a git before 2.28, without the option for the first branch, still gives main', async () => {
  const directory = scratch()
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const old = `case "$*" in *--initial-branch*) echo "error: unknown option \\\`initial-branch=main'" >&2; exit 129;; esac
exec ${real} -c init.defaultBranch=other "$@"`
  expect(await initGit(directory, { env: withPrograms({ git: old }, machinePath) })).toEqual({ state: 'done' })
  expect(head(directory)).toBe('ref: refs/heads/main\n')
})

describe('inside of a repository nothing is made', () => {
  test.each([
    ['at its root', '.'],
    ['in a folder below', 'below/project'],
    ['in its own folder', '.git/hooks'],
  ])('%s', async (_, path) => {
    const directory = scratch()
    execFileSync('git', ['init', '--quiet'], { cwd: directory })
    const config = readFileSync(join(directory, '.git/config'), 'utf8')
    mkdirSync(join(directory, path), { recursive: true })
    expect(await initGit(join(directory, path))).toEqual({
      state: 'skipped',
      why: `it lies in a git repository already (${directory}/.git)`,
    })
    expect(existsSync(join(directory, path, '.git'))).toBe(path === '.')
    expect(readFileSync(join(directory, '.git/config'), 'utf8')).toBe(config)
  })

  test('not even where the repository is broken', async () => {
    const directory = scratch()
    writeFileSync(join(directory, '.git'), 'gitdir: /nowhere\n')
    expect(await initGit(directory)).toEqual({
      state: 'skipped',
      why: 'it seems to lie in a git repository already: not a git repository: /nowhere',
    })
  })
})

test('the environment of a git hook does not mislead it', async () => {
  const directory = scratch()
  const other = scratch()
  execFileSync('git', ['init', '--quiet'], { cwd: other })
  const env = {
    ...process.env,
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: other,
    GIT_INDEX_FILE: join(other, 'index'),
  }
  expect(await initGit(directory, { env })).toEqual({ state: 'done' })
  expect(head(directory)).toBe('ref: refs/heads/main\n')
})

test('a missing git is no failure', async () => {
  expect(await initGit(scratch(), { env: withPrograms({}) })).toEqual({
    state: 'skipped',
    why: 'git is not installed, or not on the PATH',
  })
})

test('a git that fails is a failure with its own words', async () => {
  const script =
    'case "$1" in rev-parse) echo "fatal: not a git repository (or any of the parent directories): .git";; *) echo "fatal: cannot mkdir .git: No space left";; esac; exit 128'
  expect(await initGit(scratch(), { env: withPrograms({ git: script }, machinePath) })).toEqual({
    state: 'failed',
    why: 'cannot mkdir .git: No space left. Mend that, then run "git init".',
  })
})

test.each([
  ['fails', 'mkdir -p .git/hooks; exit 128', false],
  ['is cancelled', 'mkdir -p .git/hooks; exec sleep 60', true],
])('a git that %s half-way leaves no .git behind', async (_, init, isCancelled) => {
  const directory = scratch()
  const script = `case "$1" in rev-parse) echo "fatal: not a git repository (or any of the parent directories): .git"; exit 128;; *) ${init};; esac`
  const abort = new AbortController()
  const ended = initGit(directory, { env: withPrograms({ git: script }, machinePath), signal: abort.signal })
  if (isCancelled) {
    await expect.poll(() => existsSync(join(directory, '.git/hooks')), { interval: 5 }).toBe(true)
    abort.abort()
  }
  expect(await ended).toMatchObject({ state: 'failed' })
  expect(existsSync(join(directory, '.git'))).toBe(false)
})

test('a .git that is there already stays when git fails, and a link is not followed', async () => {
  const [directory, outside] = [scratch(), scratch()]
  mkdirSync(join(directory, '.git'))
  const script =
    'case "$1" in rev-parse) echo "fatal: not a git repository (or any of the parent directories): .git";; esac; exit 128'
  const env = withPrograms({ git: script }, machinePath)
  expect(await initGit(directory, { env })).toMatchObject({ state: 'failed' })
  expect(existsSync(join(directory, '.git'))).toBe(true)
  rmSync(join(directory, '.git'), { recursive: true })
  symlinkSync(outside, join(directory, '.git'))
  expect(await initGit(directory)).toEqual({
    state: 'skipped',
    why: '.git is a link, which git would follow. Take it away, then run "git init".',
  })
  expect(readdirSync(outside)).toEqual([])
})

test('an abort is a failure that says so', async () => {
  const directory = scratch()
  expect(await initGit(directory, { signal: AbortSignal.abort() })).toMatchObject({ state: 'failed' })
  expect(existsSync(join(directory, '.git'))).toBe(false)
  rmSync(directory, { recursive: true })
})
