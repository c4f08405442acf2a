import { type BigIntStats, constants, realpathSync } from 'node:fs'
import { access, type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises'
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

const rememberedMs = 1000
const mostRemembered = 1000

/**
 * Throws when there is no `root`. A path that had no links in it is not resolved again for a second, while the same
 * file or folder is there.
 */
export function createLookUp(root: string): LookUp {
  const realRoot = realpathSync(root)
  const found = new Map<string, { readonly first: BigIntStats; readonly until: number }>()

  return async (names) => {
    if (!names.every(isPublic)) return undefined
    const asked = join(realRoot, ...names)
    const known = found.get(asked)
    if (known && performance.now() < known.until) {
      const stats = await unlessAbsent(lstat(asked, { bigint: true }))
      if (stats && isSame(stats, known.first)) return { path: asked, stats }
    }
    found.delete(asked)
    const path = await unlessAbsent(realpath(asked))
    // Links are followed by now: what lies outside the root has a relative path that begins with "..".
    if (path === undefined || !relative(realRoot, path).split(sep).every(isPublic)) return undefined
    const stats = await unlessAbsent(stat(path, { bigint: true }))
    // GET would find out on opening it: HEAD and a 304 are to say the same.
    if (stats === undefined || (stats.isFile() && !(await isReadable(path)))) return undefined
    if (found.size >= mostRemembered) found.clear()
    if (path === asked) found.set(asked, { first: stats, until: performance.now() + rememberedMs })
    return { path, stats }
  }
}

/** Numbers of inodes are given out again; with its birth time one is unique. */
function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.birthtimeNs === b.birthtimeNs
}

/** Opens a looked-up file for reading. Throws a 404 when it is gone or not ours to read. */
export async function openFile(path: string): Promise<FileHandle> {
  // Should a link or a FIFO have taken its place by now, the one is refused and the other does not block the thread.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await unlessAbsent(open(path, flags))
  return handle ?? refuse()
}

async function isReadable(path: string): Promise<boolean> {
  const outcome = await unlessAbsent(access(path, constants.R_OK).then(() => true))
  return outcome ?? false
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
