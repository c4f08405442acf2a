import { execFileSync } from 'node:child_process'

/** What to put ahead of a command to run it where there is no network at all; undefined where that is not allowed. */
export const withoutNetwork = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
].find((words) => works(words))

function works([program = '', ...flags]: readonly string[]): boolean {
  try {
    execFileSync(program, [...flags, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
