import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failure } from '../model/failure.ts'
import { type Disk, realDisk } from './disk.ts'
import { asDiskFailure } from './disk-failure.ts'
import { fillDirectory } from './fill-directory.ts'
import { inspectTarget } from './inspect-target.ts'
import { moveIntoPlace } from './move-into-place.ts'
import { describeWrite, type WritePlan } from './plan-write.ts'

/**
 * Carries a plan out, whole or not at all. Synchronous on purpose: while it runs no signal handler does, so that a
 * process which handles SIGINT, SIGTERM and SIGHUP is never stopped in the middle. After a SIGKILL, `recoverLeftovers`
 * (every planning starts with it) brings back what was. Throws a Failure; the disk is then as it was before, unless
 * the message says what could not be put back.
 */
export function writeProject(plan: WritePlan, disk: Disk = realDisk): void {
  try {
    const target = resolve(plan.target)
    const { kind } = inspectTarget(target)
    if (kind === 'file')
      throw new Failure('directoryInUse', describeWrite(plan.target, plan.files, { overwrite: true }).refused ?? '')
    if (kind === 'absent') moveIntoPlace(plan, target, disk)
    else fillDirectory(plan, realpathSync(target), disk)
  } catch (error) {
    throw asDiskFailure(error, plan.target)
  }
}
