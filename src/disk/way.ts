import { lstatSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { Failure } from '../model/failure.ts'
import { readRegularFile } from './regular-file.ts'

/** A path cut where it ends to exist: the last thing that does, and the names below it that do not. */
export interface Way {
  readonly existing: string
  readonly missing: readonly string[]
}

export function wayTo(path: string): Way {
  const missing: string[] = []
  let existing = resolve(path)
  while (entryAt(existing) === undefined && dirname(existing) !== existing) {
    missing.unshift(basename(existing))
    existing = dirname(existing)
  }
  return { existing, missing }
}

/** What a path leads to, links followed; undefined for nothing, for a link to nowhere and below a file. */
export function destinationOf(path: string): Stats | undefined {
  return unlessMissing(() => statSync(path))
}

/** What stands at the place of one of the project's files. */
export type Place =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'obstacle'; readonly what: string }

/**
 * Looks at the place of a file (slashes, relative to `root`) without following a link. Links are obstacles wherever
 * they lead: what is written through one would land outside of the project, or twice in it.
 */
export function placeOf(root: string, path: string): Place {
  assertInside(root, path)
  const names = path.split('/')
  for (let depth = 1; depth <= names.length; depth++) {
    const part = names.slice(0, depth).join('/')
    const entry = entryAt(join(root, part))
    if (entry === undefined) return { kind: 'absent' }
    const needed = depth < names.length ? 'folder' : 'file'
    const found = kindOf(entry)
    if (found !== needed)
      return { kind: 'obstacle', what: `${part} is a ${found}; the project needs a ${needed} there` }
    if (needed === 'folder') continue
    const bytes = readRegularFile(join(root, part))
    if (bytes === undefined) return { kind: 'obstacle', what: `${part} is larger than any file of a project` }
    return { kind: 'file', bytes, mode: entry.mode & 0o777 }
  }
  throw new RangeError('a path has at least one name')
}

/** The folders of the project's files that do not exist yet, parents first. */
export function missingFolders(root: string, paths: readonly string[]): readonly string[] {
  const missing = new Set<string>()
  for (const path of paths) {
    const names = path.split('/').slice(0, -1)
    for (const depth of names.keys()) {
      const folder = names.slice(0, depth + 1).join('/')
      if (!missing.has(folder) && entryAt(join(root, folder)) === undefined) missing.add(folder)
    }
  }
  return [...missing]
}

/** Whether a path of the project is a folder, and every folder on the way to it, none of them by a link. */
export function isFolder(root: string, path: string): boolean {
  assertInside(root, path)
  const names = path.split('/')
  return names.every((_, depth) => entryAt(join(root, ...names.slice(0, depth + 1)))?.isDirectory() === true)
}

/** The first link among the folders on the way to a path; undefined where there is none. */
export function linkOnTheWay(root: string, path: string): string | undefined {
  const names = path.split('/').slice(0, -1)
  const folders = names.map((_, depth) => names.slice(0, depth + 1).join('/'))
  return folders.find((folder) => entryAt(join(root, folder))?.isSymbolicLink())
}

/** The last guard, whatever the templates, the answers or a journal say. */
export function assertInside(root: string, path: string): void {
  const inside = relative(root, resolve(root, path))
  if (inside === '' || isAbsolute(inside) || /^\.\.(?:[/\\]|$)/.test(inside)) {
    throw new Failure('failed', `"${path}" leads out of the project; nothing was written. Choose a path inside of it.`)
  }
}

/** What stands at a path, links not followed. */
export function entryAt(path: string): Stats | undefined {
  return unlessMissing(() => lstatSync(path))
}

/** The kind of an entry, in words. */
export function kindOf(entry: Stats): string {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'device, socket or pipe'
}

function unlessMissing(look: () => Stats): Stats | undefined {
  try {
    return look()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
