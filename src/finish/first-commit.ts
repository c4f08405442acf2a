import type { Ended } from './run.ts'

/** Runs git in the project. */
export type Git = (...args: string[]) => Promise<Ended>

/** Whether git knows who the user is. What it would guess from the names of the account and the machine does not count. */
export async function hasIdentity(git: Git): Promise<boolean> {
  for (const who of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    const { kind } = await git('var', who)
    if (kind !== 'done') return false
  }
  return true
}

/** Commits these files and no others, without those that a .gitignore of the project leaves out. */
export async function commitFiles(git: Git, files: readonly string[], message: string): Promise<Ended> {
  // Only what the project itself says: a list of the user's own (core.excludesFile) may name .env.example.
  const listed = await git('ls-files', '-z', '--others', '--exclude-per-directory=.gitignore')
  if (listed.kind !== 'done') return listed
  const found = new Set(listed.output.split('\0'))
  const ours = files.filter((file) => found.has(file))
  for (let start = 0; start < ours.length; start += filesPerCall) {
    const chunk = ours.slice(start, start + filesPerCall)
    const added = await git('--literal-pathspecs', 'add', '--force', '--', ...chunk)
    if (added.kind !== 'done') return added
  }
  return git('commit', '--quiet', '--no-verify', '--allow-empty', `--message=${message}`)
}

/** A command line of Windows holds 32,767 characters. */
const filesPerCall = 100
