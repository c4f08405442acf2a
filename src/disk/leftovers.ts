import { readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { attempt, type Disk, discard, realDisk } from './disk.ts'
import { asDiskFailure, atWork } from './disk-failure.ts'
import { ownerOf, rollBack } from './journal.ts'
import { isLeftover, isOwnName, journalFolder, newRun, ownerName, stageName } from './own-names.ts'
import { destinationOf, wayTo } from './way.ts'

/**
 * Clears what killed runs left at a target: rolls back a directory that was half filled, and removes staging folders in
 * it and beside it. Touches only names of our own whose run has ended. Throws a Failure (`directoryInUse`) while another
 * run is at work there.
 */
export function recoverLeftovers(target: string, disk: Disk = realDisk): void {
  try {
    const { existing, missing } = wayTo(target)
    if (destinationOf(existing)?.isDirectory() !== true) return
    const folder = realpathSync(existing)
    if (missing.length === 0) takeBack(folder, target, disk)
    for (const place of missing.length === 0 ? [folder, dirname(existing)] : [folder]) clearStages(place, disk)
  } catch (error) {
    throw asDiskFailure(error, target)
  }
}

/** Gives the directory free for the next run. The lock goes in one step; what is in it has no meaning from then on. */
export function release(root: string, run: string, disk: Disk): void {
  const stage = join(root, stageName(run))
  if (attempt(() => disk.renameSync(join(root, journalFolder), stage))) discard(stage, disk)
}

function takeBack(root: string, target: string, disk: Disk): void {
  const owner = ownerOf(root)
  if (owner === undefined) return
  if (!isLeftover(owner)) throw atWork(target)
  const run = newRun()
  try {
    // Of several runs that find the same leftover, the one whose rename comes first takes it over.
    disk.renameSync(join(root, journalFolder, owner), join(root, journalFolder, ownerName(run)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw atWork(target)
    throw error
  }
  rollBack(root, disk)
  release(root, run, disk)
}

function clearStages(folder: string, disk: Disk): void {
  for (const name of namesIn(folder)) {
    if (isOwnName(name) && isLeftover(name)) discard(join(folder, name), disk)
  }
}

/** A parent folder that we may enter but not list holds nothing of ours that we could clear. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}
