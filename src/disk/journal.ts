import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import { nameFault } from '../model/file-name.ts'
import type { Disk } from './disk.ts'
import { shown } from './disk-failure.ts'
import { isJournal, type Journal, writtenBy } from './journal-format.ts'
import { isLeftover, isOwnName, journalFolder } from './own-names.ts'
import { readRegularFile } from './regular-file.ts'
import { assertInside, entryAt, isFolder, kindOf, linkOnTheWay, placeOf } from './way.ts'

export function newName(index: number): string {
  return `new-${index}`
}

export function oldName(index: number): string {
  return `old-${index}`
}

/** From here on the run may change files. */
export function openJournal(root: string, journal: Journal, disk: Disk): void {
  const draft = join(root, journalFolder, 'journal.draft')
  disk.writeFileSync(draft, JSON.stringify(journal))
  disk.renameSync(draft, pathOf(root))
}

/** From here on the changes stand, or never were: one operation, so that a kill falls on either side of it. */
export function closeJournal(root: string, disk: Disk): void {
  disk.unlinkSync(pathOf(root))
}

/**
 * Brings back what was there, from the journal, if there is one. Can be repeated when it was cut off. Never touches what
 * somebody has changed since; throws a Failure, before it changes anything, when that keeps it from putting back a file.
 */
export function rollBack(root: string, disk: Disk): void {
  const journal = readJournal(root)
  if (journal === undefined) return
  const undone = [...journal.files.entries()].reverse().map(([index, file]) => undoOf(root, index, file))
  for (const folder of [...journal.emptied].reverse()) {
    if (entryAt(join(root, folder)) === undefined) disk.mkdirSync(join(root, folder))
  }
  for (const undo of undone) undo?.(disk)
  for (const folder of [...journal.folders].reverse()) {
    if (isFolder(root, folder) && readdirSync(join(root, folder)).length === 0) disk.rmdirSync(join(root, folder))
  }
  closeJournal(root, disk)
}

/** What is left to do about one file; looks, and changes nothing. */
function undoOf(root: string, index: number, file: Journal['files'][number]): ((disk: Disk) => void) | undefined {
  const path = join(root, file.path)
  const place = placeOf(root, file.path)
  const written = writtenBy(file)
  const isOurs = place.kind === 'file' && written !== undefined && place.bytes.equals(written)
  if (!file.replaces) return isOurs ? (disk) => disk.unlinkSync(path) : undefined
  const kept = join(root, journalFolder, oldName(index))
  const entry = entryAt(kept)
  if (entry === undefined) return undefined
  if (!entry.isFile()) throw notOurs(kept, entry)
  if (isOurs || place.kind === 'absent') return (disk) => disk.renameSync(kept, path)
  const before = readRegularFile(kept)
  if (place.kind === 'file' && before !== undefined && place.bytes.equals(before)) return undefined
  throw changedSince(file.path, kept)
}

/** Files and folders that stand in a directory only because a run was killed there; the next one takes them away. */
export function madeByDeadRun(root: string): ReadonlySet<string> {
  const owner = ownerOf(root)
  const journal = owner !== undefined && isLeftover(owner) ? readJournal(root) : undefined
  const files = journal?.files.filter((file) => !file.replaces).map(({ path }) => path) ?? []
  return new Set([...(journal?.folders ?? []), ...files])
}

/** The mark of the run that fills the directory; undefined when none does. Throws a Failure for a link of our name. */
export function ownerOf(root: string): string | undefined {
  const place = join(root, journalFolder)
  const entry = entryAt(place)
  if (entry !== undefined && !entry.isDirectory()) throw notOurs(place, entry)
  try {
    return readdirSync(place).find((name) => name.startsWith('owner-'))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

function readJournal(root: string): Journal | undefined {
  const path = pathOf(root)
  const entry = entryAt(path)
  if (entry === undefined) return undefined
  if (!entry.isFile()) throw notOurs(path, entry)
  const journal = parseJournal(readRegularFile(path, largestJournal)?.toString('utf8') ?? '', path)
  checkPaths(root, journal)
  return journal
}

/** It holds the text of every file that the run writes. */
const largestJournal = 64 * 1024 * 1024

function parseJournal(text: string, path: string): Journal {
  try {
    const journal: unknown = JSON.parse(text)
    if (isJournal(journal)) return journal
    throw new SyntaxError('not a journal of ours')
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Anybody may have written it: every path must be one that a run of ours could have, before any of them is changed. */
function checkPaths(root: string, { folders, emptied, files }: Journal): void {
  const paths = files.map(({ path }) => path)
  for (const path of [...paths, ...folders, ...emptied]) {
    assertInside(root, path)
    const names = path.split('/')
    const fault = isOwnName(names[0] ?? '') ? `"${path}" is the command's own` : names.map(nameFault).find(Boolean)
    if (fault !== undefined) throw unreadable(pathOf(root), fault)
    const link = linkOnTheWay(root, path)
    if (link !== undefined) throw notOurs(join(root, link), lstatSync(join(root, link)))
  }
  const stray = [...folders, ...emptied].find((folder) => !paths.some((path) => path.startsWith(`${folder}/`)))
  if (stray !== undefined) throw unreadable(pathOf(root), `no file is in "${stray}"`)
  if (new Set(paths).size < paths.length) throw unreadable(pathOf(root), 'a file is named twice')
}

function unreadable(path: string, cause: unknown): Failure {
  return new Failure(
    'failed',
    `${path} cannot be read; it belongs to a run that was cut off.\nPut the files as they were (old-* beside it) back in place, and remove its folder.`,
    { cause },
  )
}

/** Read through, it would lead out of the directory, or never end. */
function notOurs(path: string, entry: Stats): Failure {
  return new Failure(
    'directoryInUse',
    `${shown(path)} is a ${kindOf(entry)}, and not what a run of this command leaves; nothing was changed.\nMove it away, and run again.`,
  )
}

function changedSince(path: string, kept: string): Failure {
  return new Failure(
    'directoryInUse',
    `${path} was changed after an earlier run was cut off; how it was before that run is in ${kept}.\nPut one of them in place, remove the folder of the other, and run again.`,
  )
}

function pathOf(root: string): string {
  return join(root, journalFolder, 'journal.json')
}
