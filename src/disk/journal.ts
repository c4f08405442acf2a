import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { Disk } from './disk.ts'
import { isLeftover, journalFolder } from './own-names.ts'
import { isFolder, placeOf } from './way.ts'

/**
 * What a run is about to change in a directory. It lies there from before the first change until after the last: as
 * long as it can be read, `rollBack` brings back what was. File n waits as `new-n`, what it replaces is kept as `old-n`.
 */
export interface Journal {
  /** Folders that the run makes, parents first. */
  readonly folders: readonly string[]
  readonly files: readonly { readonly path: string; readonly text: string; readonly replaces: boolean }[]
}

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
 * somebody has changed since; throws a Failure when that, or the disk, keeps it from putting back a file.
 */
export function rollBack(root: string, disk: Disk): void {
  const journal = readJournal(root)
  if (journal === undefined) return
  for (const [index, file] of [...journal.files.entries()].reverse()) {
    const place = placeOf(root, file.path)
    const isOurs = place.kind === 'file' && place.bytes.equals(Buffer.from(file.text))
    if (!file.replaces) {
      if (isOurs) disk.unlinkSync(join(root, file.path))
      continue
    }
    const kept = join(root, journalFolder, oldName(index))
    if (!existsSync(kept)) continue
    if (isOurs || place.kind === 'absent') disk.renameSync(kept, join(root, file.path))
    else if (place.kind !== 'file' || !place.bytes.equals(readFileSync(kept))) throw changedSince(file.path, kept)
  }
  for (const folder of [...journal.folders].reverse()) {
    if (isFolder(root, folder) && readdirSync(join(root, folder)).length === 0) disk.rmdirSync(join(root, folder))
  }
  closeJournal(root, disk)
}

/** Files and folders that stand in a directory only because a run was killed there; the next one takes them away. */
export function madeByDeadRun(root: string): ReadonlySet<string> {
  const owner = ownerOf(root)
  const journal = owner !== undefined && isLeftover(owner) ? readJournal(root) : undefined
  const files = journal?.files.filter((file) => !file.replaces).map(({ path }) => path) ?? []
  return new Set([...(journal?.folders ?? []), ...files])
}

/** The mark of the run that fills the directory; undefined when none does. */
export function ownerOf(root: string): string | undefined {
  try {
    return readdirSync(join(root, journalFolder)).find((name) => name.startsWith('owner-'))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

function readJournal(root: string): Journal | undefined {
  if (!existsSync(pathOf(root))) return undefined
  const text = readFileSync(pathOf(root), 'utf8')
  try {
    const journal: unknown = JSON.parse(text)
    if (isJournal(journal)) return journal
    throw new SyntaxError('not a journal of ours')
  } catch (error) {
    throw new Failure(
      'failed',
      `${pathOf(root)} cannot be read; it belongs to a run that was cut off.\nPut the files as they were (old-* beside it) back in place, and remove its folder.`,
      { cause: error },
    )
  }
}

function isJournal(value: unknown): value is Journal {
  const { folders, files } = (value ?? {}) as Partial<Journal>
  if (!Array.isArray(folders) || !Array.isArray(files)) return false
  return [...folders, ...files.flatMap((file) => [file?.path, file?.text])].every((text) => typeof text === 'string')
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
