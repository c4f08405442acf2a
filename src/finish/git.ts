import { lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commitFiles, type Git, hasIdentity } from './first-commit.ts'
import { gitEnvironment, quietSettings } from './git-environment.ts'
import { reasonIn } from './reason.ts'
import { type Ended, run } from './run.ts'

export interface GitOptions {
  /** The files of the project, relative to it, with slashes. */
  readonly files: readonly string[]
  /** The message of the first commit. */
  readonly message: string
  readonly signal?: AbortSignal
  readonly env?: NodeJS.ProcessEnv
}

export interface GitResult {
  readonly state: 'done' | 'skipped' | 'failed'
  /** Why it was skipped or failed, or what of it is still to do, for a person. */
  readonly why?: string
}

/**
 * Makes a repository on branch main, whole or not at all, and never inside of another one. `files` are its first commit
 * where git knows who the user is; nothing else of the directory is. Never throws for what git does.
 */
export async function initGit(directory: string, options: GitOptions): Promise<GitResult> {
  const { env = process.env, signal } = options
  const runGit: Git = (...args) =>
    run('git', args, { ...(signal && { signal }), cwd: directory, env: gitEnvironment(env) })
  const around = await runGit('rev-parse', '--absolute-git-dir')
  if (around.kind === 'done') return { state: 'skipped', why: `it lies in a git repository already (${around.output})` }
  if (around.kind !== 'failed') return resultOf(around)
  if (unusable.test(around.output)) {
    return { state: 'skipped', why: `it seems to lie in a git repository already: ${reasonIn(around.output)}` }
  }
  if (!noRepository.test(around.output)) return resultOf(around)
  const folder = join(directory, '.git')
  const before = lstatSync(folder, { throwIfNoEntry: false })
  if (before?.isSymbolicLink())
    return { state: 'skipped', why: '.git is a link, which git would follow. Take it away, then run "git init".' }
  const result = await create((...args) => runGit(...quietSettings, ...args), options)
  if (result.state === 'failed' && before === undefined) rmSync(folder, { recursive: true, force: true })
  return result
}

const noRepository = /not a git repository \(or any/

/** There is a repository around, which git does not trust or cannot read. */
const unusable =
  /not a git repository: |dubious ownership|unsafe repository|invalid gitfile format|unknown repository extension|Expected git repo version/

async function create(git: Git, { files, message }: GitOptions): Promise<GitResult> {
  const ended = await initOnMain(git)
  if (ended.kind !== 'done') return resultOf(ended)
  if (await hasIdentity(git)) return resultOf(await commitFiles(git, files, message))
  // A cancelled call looks as if there were no identity.
  const head = await git('symbolic-ref', 'HEAD')
  return head.kind === 'done' ? { state: 'done', why: withoutCommit } : resultOf(head)
}

const withoutCommit =
  'without a commit, because git does not know your name and email. Set user.name and user.email with "git config", ' +
  'then run "git add ." and "git commit".'

async function initOnMain(git: Git): Promise<Ended> {
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
  if (ended.kind === 'cancelled') return { state: 'failed', why: 'it was cancelled. Run "git init" to retry.' }
  return { state: 'failed', why: `${reasonIn(ended.output)}. Fix that, then run "git init".` }
}
