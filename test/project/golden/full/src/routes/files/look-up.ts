import { type BigIntStats, realpathSync } from 'node:fs'
import { lstat, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { HttpError } from '../../http/errors.ts'
import { unlessAbsent } from './file-errors.ts'
import { isSameFile, openFile } from './open-file.ts'
import { isPublic, isPublicBelow } from './public-path.ts'

/** A file or a folder below the root. */
export interface Entry {
  readonly root: string
  /** Absolute, and free of symbolic links when it was looked up. */
  readonly path: string
  /** Of a file: taken from it while it was open and seen to be below the root. Of a folder: only of its path. */
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
      // Should a folder on the path be a link by now, what is there is not the file that was verified.
      const stats = await unlessAbsent(lstat(asked, { bigint: true }))
      if (stats && isSameFile(stats, known.first)) return { root: realRoot, path: asked, stats }
    }
    found.delete(asked)
    const path = await unlessAbsent(realpath(asked))
    if (path === undefined || !isPublicBelow(realRoot, path)) return undefined
    const stats = await statsOf(realRoot, path)
    if (stats === undefined) return undefined
    if (found.size >= mostRemembered) found.clear()
    if (path === asked) found.set(asked, { first: stats, until: performance.now() + rememberedMs })
    return { root: realRoot, path, stats }
  }
}

/** Opens files, for HEAD and a 304 as well: they are to say the same as GET, and nothing of a file outside the root. */
async function statsOf(root: string, path: string): Promise<BigIntStats | undefined> {
  const seen = await unlessAbsent(stat(path, { bigint: true }))
  if (!seen?.isFile()) return seen // to open a device may do something
  try {
    const { handle, stats } = await openFile(root, path)
    await handle.close()
    return stats
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return undefined
    throw error
  }
}
