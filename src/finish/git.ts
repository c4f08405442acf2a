import { lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { reasonIn } from './reason.ts'
import { type Ended, run } from './run.ts'

export interface GitOptions {
  readonly signal?: AbortSignal
  readonly env?: NodeJS.ProcessEnv
}

export interface GitResult {
  readonly state: 'done' | 'skipped' | 'failed'
  /** Why it was skipped or failed, for a person. */
  readonly why?: string
}

/**
 * Makes a repository on branch main, without a commit, whole or not at all; none inside of another one. Never throws for
 * what git does.
 */
export async function initGit(directory: string, options: GitOptions = {}): Promise<GitResult> {
  const { env = process.env, ...rest } = options
  const git = (...args: string[]) => run('git', args, { ...rest, cwd: directory, env: withoutRepository(env) })
  const around = await git('rev-parse', '--absolute-git-dir')
  if (around.kind === 'done') return { state: 'skipped', why: `it lies in a git repository already (${around.output})` }
  // Another answer than this one speaks of a repository that git does not trust or cannot read.
  if (around.kind === 'failed' && !/not a git repository \(or any/.test(around.output)) {
    return { state: 'skipped', why: `it seems to lie in a git repository already: ${reasonIn(around.output)}` }
  }
  if (around.kind !== 'failed') return resultOf(around)
  const folder = join(directory, '.git')
  const before = lstatSync(folder, { throwIfNoEntry: false })
  if (before?.isSymbolicLink())
    return { state: 'skipped', why: '.git is a link, which git would follow. Take it away, then run "git init".' }
  const ended = await initOnMain(git)
  if (ended.kind !== 'done' && before === undefined) rmSync(folder, { recursive: true, force: true })
  return resultOf(ended)
}

async function initOnMain(git: (...args: string[]) => Promise<Ended>): Promise<Ended> {
  const ended = await git('init', '--quiet', '--initial-branch=main')
  const isOld = ended.kind === 'failed' && /unknown option.*initial-branch/.test(ended.output)
  if (!isOld) return ended
  // Before 2.28 the first branch has no option.
  const plain = await git('init', '--quiet')
  return plain.kind === 'done' ? git('symbolic-ref', 'HEAD', 'refs/heads/main') : plain
}

function resultOf(ended: Ended): GitResult {
  if (ended.kind === 'done') return { state: 'done' }
  if (ended.kind === 'missing') return { state: 'skipped', why: 'git is not installed, or not on the PATH' }
  if (ended.kind === 'cancelled') return { state: 'failed', why: 'it was cancelled. Run "git init" to make it up.' }
  return { state: 'failed', why: `${reasonIn(ended.output)}. Mend that, then run "git init".` }
}

/** What git itself counts as tied to one repository (`git rev-parse --local-env-vars`): a hook's is not the project's. */
const repositoryNames = new Set([
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_IMPLICIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE'],
  ...['GIT_CONFIG', 'GIT_CONFIG_PARAMETERS', 'GIT_CONFIG_COUNT', 'GIT_NO_REPLACE_OBJECTS', 'GIT_REPLACE_REF_BASE'],
  ...['GIT_NAMESPACE', 'GIT_INTERNAL_SUPER_PREFIX'],
])

function withoutRepository(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !repositoryNames.has(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }
}
