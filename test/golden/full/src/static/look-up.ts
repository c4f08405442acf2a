import { type BigIntStats, constants, realpathSync } from 'node:fs'
import { type FileHandle, open, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { HttpError } from '../http/errors.ts'

/** A file or a folder below the root: looked at, not opened. */
export interface Entry {
  /** Absolute, and free of symbolic links. */
  readonly path: string
  readonly stats: BigIntStats
}

/** The entry that decoded path segments lead to; undefined for what is not there and for what nobody may see. */
export type LookUp = (names: readonly string[]) => Promise<Entry | undefined>

const mostRemembered = 1000

/**
 * Throws when there is no `root`. What was found once is looked for anew once the path leads to something else: the
 * same file or folder is as public as it was.
 */
export function createLookUp(root: string): LookUp {
  const realRoot = realpathSync(root)
  const found = new Map<string, Entry>()

  return async (names) => {
    if (!names.every(isPublic)) return undefined
    const asked = join(realRoot, ...names)
    const before = found.get(asked)
    if (before) {
      const stats = await unlessAbsent(stat(asked, { bigint: true }))
      if (stats?.ino === before.stats.ino && stats.dev === before.stats.dev) return { path: before.path, stats }
      found.delete(asked)
    }
    const path = await unlessAbsent(realpath(asked))
    // Links are followed by now: what lies outside the root has a relative path that begins with "..".
    if (path === undefined || !relative(realRoot, path).split(sep).every(isPublic)) return undefined
    const stats = await unlessAbsent(stat(path, { bigint: true }))
    if (stats === undefined) return undefined
    const entry = { path, stats }
    if (found.size >= mostRemembered) found.clear()
    found.set(asked, entry)
    return entry
  }
}

/** Opens a looked-up file for reading. Throws a 404 when it is gone or not ours to read. */
export async function openFile(path: string): Promise<FileHandle> {
  // Should a link or a FIFO have taken its place by now, the one is refused and the other does not block the thread.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await unlessAbsent(open(path, flags))
  return handle ?? refuse()
}

export function refuse(): never {
  throw new HttpError(404, 'Nothing is served at this path')
}

/**
 * No empty and no dot segment, and no dotfile, but for /.well-known/ (RFC 8615). What a segment holds once it is
 * decoded must not mean more to the file system than it did to the URL: no separator, no drive letter, no stream.
 */
function isPublic(name: string, depth: number): boolean {
  if (name === '' || /[/\\:]/.test(name)) return false
  return !name.startsWith('.') || (depth === 0 && name === '.well-known')
}

const absent = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM'])
const exhausted = new Set(['EMFILE', 'ENFILE'])

async function unlessAbsent<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (absent.has(code)) return undefined
    throw exhausted.has(code) ? new HttpError(503, 'No file descriptor is free', { 'Retry-After': 1 }) : error
  }
}
