import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type GitOptions, initGit as initGitWith } from '../../../src/finish/git.ts'
import { machinePath, scratch, withPrograms } from './programs.ts'

/** A user of git: nothing of who runs the tests counts. */
function userOf(config: string): NodeJS.ProcessEnv {
  const file = join(scratch(), 'gitconfig')
  writeFileSync(file, config)
  return { ...process.env, GIT_CONFIG_GLOBAL: file, GIT_CONFIG_NOSYSTEM: '1', EMAIL: '' }
}

const known = '[user]\nname = Ada\nemail = ada@example.com\n'

const initGit = (directory: string, options: Partial<GitOptions> = {}) =>
  initGitWith(directory, { files: [], message: 'Create the project', ...options })

const git = (directory: string, ...args: string[]) => execFileSync('git', args, { cwd: directory, encoding: 'utf8' })

const head = (directory: string) => readFileSync(join(directory, '.git/HEAD'), 'utf8')

/** A project of two files, beside one of the user's and one that .gitignore leaves out. */
function layProject(): string {
  const directory = scratch()
  mkdirSync(join(directory, 'src'))
  const texts = { '.gitignore': '*.log\n', 'src/[id].ts': 'a\n', 'own.txt': 'b\n', 'x.log': 'c\n' }
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(directory, path), text)
  return directory
}

const files = ['.gitignore', 'src/[id].ts', 'x.log']

test('makes a repository on main, whose first commit is the files of the project and nothing else', async () => {
  const directory = layProject()
  expect(await initGit(directory, { files, env: userOf(known) })).toEqual({ state: 'done' })
  expect(head(directory)).toBe('ref: refs/heads/main\n')
  expect(git(directory, 'log', '--format=%an <%ae> %s')).toBe('Ada <ada@example.com> Create the project\n')
  expect(git(directory, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe('.gitignore\nsrc/[id].ts\n')
  expect(git(directory, 'status', '--porcelain')).toBe('?? own.txt\n')
})

test('a project of more files than one command line takes is committed whole', async () => {
  const directory = scratch()
  const many = Array.from({ length: 250 }, (_, index) => `${index}.ts`)
  for (const file of many) writeFileSync(join(directory, file), '')
  expect(await initGit(directory, { files: many, env: userOf(known) })).toEqual({ state: 'done' })
  expect(git(directory, 'status', '--porcelain')).toBe('')
})

test.each([
  ['nobody', ''],
  ['a name without an email', '[user]\nname = Ada\n'],
])('where git knows %s, it makes the repository without a commit and says so', async (_, config) => {
  const directory = layProject()
  expect(await initGit(directory, { files, env: userOf(config) })).toEqual({
    state: 'done',
    why: expect.stringMatching(/^without a commit, .*Set user\.name and user\.email/),
  })
  expect(head(directory)).toBe('ref: refs/heads/main\n')
  expect(git(directory, 'status', '--porcelain')).toBe('?? .gitignore\n?? own.txt\n?? src/\n')
})

test('what a user configured for daily work neither runs nor stands in the way', async () => {
  const directory = layProject()
  const template = scratch()
  const ran = join(scratch(), 'ran')
  mkdirSync(join(template, 'hooks'))
  const program = join(template, 'hooks/pre-commit')
  writeFileSync(program, `#!/bin/sh\ntouch ${ran}\nexit 1\n`, { mode: 0o755 })
  for (const hook of ['commit-msg', 'post-commit', 'post-index-change', 'reference-transaction']) {
    cpSync(program, join(template, 'hooks', hook))
  }
  writeFileSync(join(template, 'ignored'), '.gitignore\n*.ts\n')
  const env = userOf(`${known}
[init]\ntemplateDir = ${template}
[core]\nautocrlf = true\nsafecrlf = true\nexcludesFile = ${template}/ignored\nfsmonitor = ${program}\neditor = ${program}
[commit]\ngpgSign = true\ntemplate = /nowhere\nverbose = true
[gpg]\nprogram = ${program}
`)
  expect(await initGit(directory, { files, env })).toEqual({ state: 'done' })
  expect(existsSync(ran)).toBe(false)
  expect(git(directory, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe('.gitignore\nsrc/[id].ts\n')
  expect(git(directory, 'show', 'HEAD:.gitignore')).toBe('*.log\n')
  expect(existsSync(join(directory, '.git/hooks/pre-commit'))).toBe(true)
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
  const directory = layProject()
  const other = scratch()
  execFileSync('git', ['init', '--quiet'], { cwd: other })
  const env = {
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: other,
    GIT_INDEX_FILE: join(other, 'index'),
    GIT_QUARANTINE_PATH: other,
    GIT_LITERAL_PATHSPECS: '0',
    GIT_TRACE: '1',
  }
  expect(await initGit(directory, { env: { ...userOf(known), ...env }, files })).toEqual({ state: 'done' })
  expect(head(directory)).toBe('ref: refs/heads/main\n')
  expect(git(directory, 'status', '--porcelain')).toBe('?? own.txt\n')
  expect(readdirSync(other)).toEqual(['.git'])
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
    why: 'cannot mkdir .git: No space left. Fix that, then run "git init".',
  })
})

test.each([
  ['error while loading shared libraries: libz.so.1', 127],
  ['fatal: bad config line 1 in file /home/ada/.gitconfig', 128],
  ['', 1],
])('a git that fails before it has looked is a failed step: %s', async (said, status) => {
  const directory = scratch()
  const env = withPrograms({ git: `echo "${said}" >&2; exit ${status}` }, machinePath)
  const why =
    said === '' ? 'Command failed with exit code 1: git rev-parse --absolute-git-dir' : said.replace('fatal: ', '')
  expect(await initGit(directory, { env })).toEqual({ state: 'failed', why: `${why}. Fix that, then run "git init".` })
  expect(readdirSync(directory)).toEqual([])
})

test.each(['ls-files', 'add', 'commit'])('a failed "git %s" leaves no repository that is half made', async (name) => {
  const directory = layProject()
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const script = `case " $* " in *" ${name} "*) echo "fatal: no space" >&2; exit 128;; esac\nexec ${real} "$@"`
  const env = { ...userOf(known), PATH: withPrograms({ git: script }, machinePath).PATH }
  expect(await initGit(directory, { env, files })).toEqual({
    state: 'failed',
    why: 'no space. Fix that, then run "git init".',
  })
  expect(existsSync(join(directory, '.git'))).toBe(false)
})

test.each(['var', 'add', 'commit'])('a signal at "git %s" leaves no repository that is half made', async (name) => {
  const directory = layProject()
  const reached = join(scratch(), 'reached')
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const script = `case " $* " in *" ${name} "*) touch ${reached}; exec sleep 60;; esac\nexec ${real} "$@"`
  const env = { ...userOf(known), PATH: withPrograms({ git: script }, machinePath).PATH }
  const abort = new AbortController()
  const ended = initGit(directory, { env, files, signal: abort.signal })
  await expect.poll(() => existsSync(reached), { interval: 5 }).toBe(true)
  abort.abort()
  expect(await ended).toEqual({ state: 'failed', why: 'it was cancelled. Run "git init" to retry.' })
  expect(existsSync(join(directory, '.git'))).toBe(false)
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
