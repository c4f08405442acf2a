import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises'
import { refuse, unlessAbsent } from './file-errors.ts'
import { isPublicBelow } from './public-path.ts'

export interface OpenedFile {
  readonly handle: FileHandle
  readonly stats: BigIntStats
}

// A link in place of the file is refused, and a FIFO does not block the thread.
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Opens a file below the root for reading; `verified`: the file that was opened there before, if any. Throws a 404 when
 * it is gone, not ours to read, or not below the root: a folder on its path may become a link at any moment
 * (CWE-367), so it is the opened file that is checked, not its path.
 */
export async function openFile(root: string, path: string, verified?: BigIntStats): Promise<OpenedFile> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const handle = (await unlessAbsent(open(path, flags))) ?? refuse()
    try {
      const stats = await handle.stat({ bigint: true })
      if (!stats.isFile()) refuse()
      if (verified && isSameFile(stats, verified)) return { handle, stats }
      if (await isBelow(root, handle, stats, path)) return { handle, stats }
    } catch (error) {
      await handle.close()
      throw error
    }
    // Perhaps only because another file took its place after it was opened.
    await handle.close()
  }
  return refuse()
}

/** Numbers of inodes are given out again; with its birth time one is unique. */
export function isSameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.birthtimeNs === b.birthtimeNs
}

/** Linux itself says where an opened file is; "(deleted)" after its name, once another took its place, does no harm. */
async function isBelow(root: string, handle: FileHandle, opened: BigIntStats, path: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const actual = await unlessAbsent(readlink(`/proc/self/fd/${handle.fd}`))
    if (actual !== undefined) return isPublicBelow(root, actual) // undefined where /proc is not mounted
  }
  for (let check = 0; check < 3; check += 1) if (!(await leadsTo(root, path, opened))) return false
  return true
}

/**
 * Does a path resolve, within the root, to this file? A folder that is a link while the file is opened, a folder while
 * the path is resolved, and a link again while the result is looked at would pass. For that to happen in each of three
 * checks, a process that may write to the root has to change it seven times, each time between two system calls.
 */
async function leadsTo(root: string, path: string, opened: BigIntStats): Promise<boolean> {
  const resolved = await unlessAbsent(realpath(path))
  if (resolved === undefined || !isPublicBelow(root, resolved)) return false
  const found = await unlessAbsent(lstat(resolved, { bigint: true }))
  return found !== undefined && isSameFile(found, opened)
}
