import { constants, lstatSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { Contents } from '../model/plan.ts'
import { type Disk, discard } from './disk.ts'
import { asDiskFailure, atWork, shown } from './disk-failure.ts'
import { closeJournal, newName, oldName, openJournal, rollBack } from './journal.ts'
import { type Journal, journalEntry } from './journal-format.ts'
import { release } from './leftovers.ts'
import { journalFolder, newRun, ownerName, stageName } from './own-names.ts'
import { entryAt, missingFolders } from './way.ts'

/** What becomes of one file of a directory. */
export interface Change {
  readonly path: string
  /** null takes the file away, and folders that are empty without it. */
  readonly contents: Contents | null
  /** A file is there. */
  readonly replaces: boolean
  /** Of a file that was elsewhere before; one that is replaced keeps its mode. */
  readonly mode?: number
}

/**
 * Makes changes in a directory that exists, all of them or none; the directory itself stays, somebody's shell may stand
 * in it. Every file comes by a rename, after a journal in the directory says how to undo all of it. `assertUnchanged`
 * is called with the lock held, and throws where the plan does not match the files any more.
 */
export function changeDirectory(
  target: string,
  root: string,
  changes: readonly Change[],
  assertUnchanged: () => void,
  disk: Disk,
): void {
  if (changes.length === 0) return
  const run = newRun()
  takeDirectory(target, changes, root, run, disk)
  try {
    assertUnchanged()
    const journal = journalOf(changes, root)
    for (const [index, change] of changes.entries()) if (change.replaces) keep(root, change, index, disk)
    openJournal(root, journal, disk)
    for (const folder of journal.folders) disk.mkdirSync(join(root, folder))
    for (const [index, { path, contents }] of changes.entries()) {
      if (contents === null) disk.unlinkSync(join(root, path))
      else disk.renameSync(join(root, journalFolder, newName(index)), join(root, path))
    }
    for (const folder of journal.emptied) disk.rmdirSync(join(root, folder))
    closeJournal(root, disk)
  } catch (error) {
    restore(target, root, error, disk)
    release(root, run, disk)
    throw error
  }
  release(root, run, disk)
}

/** Stages the new files and takes the lock, which comes into being with its owner's mark in it: never ownerless. */
function takeDirectory(target: string, changes: readonly Change[], root: string, run: string, disk: Disk): void {
  const stage = join(root, stageName(run))
  try {
    disk.mkdirSync(stage)
    disk.writeFileSync(join(stage, ownerName(run)), '')
    for (const [index, { contents, mode }] of changes.entries()) {
      if (contents === null) continue
      disk.writeFileSync(join(stage, newName(index)), contents)
      if (mode !== undefined) disk.chmodSync(join(stage, newName(index)), mode)
    }
    lock(stage, root, target, disk)
  } catch (error) {
    discard(stage, disk)
    throw error
  }
}

function lock(stage: string, root: string, target: string, disk: Disk): void {
  const place = join(root, journalFolder)
  try {
    disk.renameSync(stage, place)
  } catch (error) {
    // The other run may have ended since; on Windows the code does not tell.
    const taken = ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')
    if (taken || entryAt(place) !== undefined) throw atWork(target)
    throw error
  }
}

function journalOf(changes: readonly Change[], root: string): Journal {
  const written = changes.filter(({ contents }) => contents !== null).map(({ path }) => path)
  return {
    folders: missingFolders(root, written),
    emptied: foldersEmptiedBy(changes, root),
    files: changes.map(({ path, contents, replaces }) => journalEntry(path, contents, replaces)),
  }
}

/** Folders in which nothing is left, the innermost first. */
function foldersEmptiedBy(changes: readonly Change[], root: string): readonly string[] {
  const gone = new Set(changes.filter(({ contents }) => contents === null).map(({ path }) => path))
  const kept = new Set(changes.filter(({ contents }) => contents !== null).map(({ path }) => path))
  const emptied: string[] = []
  const look = (folder: string): void => {
    if (folder === '.' || gone.has(folder) || [...kept].some((path) => path.startsWith(`${folder}/`))) return
    if (!readdirSync(join(root, folder)).every((name) => gone.has(`${folder}/${name}`))) return
    emptied.push(folder)
    gone.add(folder)
    look(posix.dirname(folder))
  }
  for (const path of [...gone]) look(posix.dirname(path))
  return emptied
}

/** Keeps the file itself where the file system has hard links, a copy elsewhere. Its successor inherits its mode. */
function keep(root: string, { path, contents }: Change, index: number, disk: Disk): void {
  const place = join(root, path)
  const kept = join(root, journalFolder, oldName(index))
  try {
    disk.linkSync(place, kept)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    disk.copyFileSync(place, kept, constants.COPYFILE_EXCL)
  }
  if (contents !== null) disk.chmodSync(join(root, journalFolder, newName(index)), lstatSync(place).mode & 0o777)
}

function restore(target: string, root: string, error: unknown, disk: Disk): void {
  try {
    rollBack(root, disk)
  } catch (obstacle) {
    const reason = asDiskFailure(obstacle, target)
    throw new Failure(
      'failed',
      `${reason instanceof Error ? reason.message : reason}\nPart of the files could not be put back: run again in ${shown(target)}, which does that first. Until then they are in ${join(root, journalFolder)}.`,
      { cause: error },
    )
  }
}
