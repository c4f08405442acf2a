import { constants, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import { type Disk, discard } from './disk.ts'
import { asDiskFailure, atWork, cameFirst, shown } from './disk-failure.ts'
import { closeJournal, type Journal, newName, oldName, openJournal, rollBack } from './journal.ts'
import { release } from './leftovers.ts'
import { journalFolder, newRun, ownerName, stageName } from './own-names.ts'
import { describeWrite, type WritePlan } from './plan-write.ts'
import { entryAt, missingFolders } from './way.ts'

/**
 * Fills a directory that exists, file by file; the directory itself stays, somebody's shell may stand in it. Every file
 * comes by a rename, after a journal in the directory says how to undo all of it.
 */
export function fillDirectory(plan: WritePlan, root: string, disk: Disk): void {
  const paths = [...plan.created, ...plan.replaced]
  if (paths.length === 0) return
  const run = newRun()
  takeDirectory(plan, paths, root, run, disk)
  try {
    assertUnchanged(plan)
    const journal = journalOf(plan, paths, root)
    for (const [index, { path, replaces }] of journal.files.entries()) if (replaces) keep(root, path, index, disk)
    openJournal(root, journal, disk)
    for (const folder of journal.folders) disk.mkdirSync(join(root, folder))
    for (const [index, { path }] of journal.files.entries()) {
      disk.renameSync(join(root, journalFolder, newName(index)), join(root, path))
    }
    closeJournal(root, disk)
  } catch (error) {
    restore(plan.target, root, error, disk)
    release(root, run, disk)
    throw error
  }
  release(root, run, disk)
}

/** Stages the new files and takes the lock, which comes into being with its owner's mark in it: never ownerless. */
function takeDirectory(plan: WritePlan, paths: readonly string[], root: string, run: string, disk: Disk): void {
  const stage = join(root, stageName(run))
  try {
    disk.mkdirSync(stage)
    disk.writeFileSync(join(stage, ownerName(run)), '')
    for (const [index, path] of paths.entries()) {
      disk.writeFileSync(join(stage, newName(index)), plan.files.get(path) ?? '')
    }
    lock(stage, root, plan.target, disk)
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

/** With the lock held: what was planned must still be what there is to do. Merging twice changes nothing. */
function assertUnchanged(plan: WritePlan): void {
  const now = describeWrite(plan.target, plan.files, { overwrite: true })
  const same =
    now.refused === undefined &&
    now.plan.created.join('\n') === plan.created.join('\n') &&
    now.plan.replaced.join('\n') === plan.replaced.join('\n') &&
    [...plan.files].every(([path, text]) => now.plan.files.get(path) === text)
  if (!same) throw cameFirst(plan.target)
}

function journalOf(plan: WritePlan, paths: readonly string[], root: string): Journal {
  return {
    folders: missingFolders(root, paths),
    files: paths.map((path, index) => ({
      path,
      text: plan.files.get(path) ?? '',
      replaces: index >= plan.created.length,
    })),
  }
}

/** Keeps the file itself where the file system has hard links, a copy elsewhere. Its successor inherits its mode. */
function keep(root: string, path: string, index: number, disk: Disk): void {
  const place = join(root, path)
  const kept = join(root, journalFolder, oldName(index))
  try {
    disk.linkSync(place, kept)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    disk.copyFileSync(place, kept, constants.COPYFILE_EXCL)
  }
  disk.chmodSync(join(root, journalFolder, newName(index)), lstatSync(place).mode & 0o777)
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
