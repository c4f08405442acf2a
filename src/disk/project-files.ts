import { readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Contents, Found } from '../model/plan.ts'
import { type Change, changeDirectory } from './change-directory.ts'
import { type Disk, realDisk } from './disk.ts'
import { asDiskFailure, cameFirst } from './disk-failure.ts'
import { ownerOf } from './journal.ts'
import { isOwnName } from './own-names.ts'
import { placeOf } from './way.ts'

/** The files of a project as they are when they are first looked at. */
export interface ProjectFiles {
  /** With links followed. */
  readonly root: string
  look(path: string): Found & { readonly mode?: number }
}

/** Throws a Failure where the disk does not tell. */
export function openProjectFiles(target: string): ProjectFiles {
  try {
    const root = realpathSync(target)
    const seen = new Map<string, ReturnType<ProjectFiles['look']>>()
    return {
      root,
      look(path) {
        const known = seen.get(path) ?? placeOf(root, path)
        seen.set(path, known)
        return known
      },
    }
  } catch (error) {
    throw asDiskFailure(error, target)
  }
}

/** A run that was cut off left the project half changed; the next one that writes puts that right. */
export function isHalfChanged(target: string): boolean {
  return ownerOf(realpathSync(target)) !== undefined
}

/** Files below a folder of the project, as paths from its root, sorted; none where there is no such folder. */
export function filesBelow(root: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => !entry.isDirectory() && !isOwnName(entry.name))
    return paths
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw asDiskFailure(error, folder)
  }
}

/**
 * Writes files of a project, all of them or none; null takes one away. `modes`: of files that were elsewhere before.
 * Throws a Failure, and changes nothing, where one of them is no longer as it was looked at.
 */
export function changeProject(
  { root, look }: ProjectFiles,
  writes: ReadonlyMap<string, Contents | null>,
  modes: ReadonlyMap<string, number> = new Map(),
  disk: Disk = realDisk,
): void {
  const changes = [...writes].map(([path, contents]): Change => {
    const mode = modes.get(path)
    const replaces = look(path).kind === 'file'
    return { path, contents, replaces, ...(mode === undefined || replaces ? {} : { mode }) }
  })
  const assertUnchanged = () => {
    for (const { path } of changes) if (!isSame(look(path), placeOf(root, path))) throw cameFirst(root)
  }
  try {
    changeDirectory(root, root, changes, assertUnchanged, disk)
  } catch (error) {
    throw asDiskFailure(error, root)
  }
}

function isSame(before: Found, now: Found): boolean {
  if (before.kind !== 'file' || now.kind !== 'file') return before.kind === now.kind
  return Buffer.from(before.bytes).equals(Buffer.from(now.bytes))
}
