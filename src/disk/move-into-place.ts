import { dirname, join, relative } from 'node:path'
import { type Disk, discard } from './disk.ts'
import { cameFirst } from './disk-failure.ts'
import { newRun, stageName } from './own-names.ts'
import type { WritePlan } from './plan-write.ts'
import { wayTo } from './way.ts'

/**
 * Makes a directory that does not exist: staged in full beside the topmost folder that is missing, then one rename. Parent
 * folders are part of what is moved, so that none is there before the project is.
 */
export function moveIntoPlace(plan: WritePlan, target: string, disk: Disk): void {
  const top = topmostMissing(target)
  const stage = join(dirname(top), stageName(newRun()))
  try {
    stageTree(join(stage, relative(top, target)), stage, plan.files, disk)
    move(stage, top, target, plan.target, disk)
  } catch (error) {
    discard(stage, disk)
    throw error
  }
}

function stageTree(root: string, stage: string, files: ReadonlyMap<string, string>, disk: Disk): void {
  disk.mkdirSync(stage)
  disk.mkdirSync(root, { recursive: true })
  for (const folder of new Set([...files.keys()].map((path) => dirname(path)))) {
    disk.mkdirSync(join(root, folder), { recursive: true })
  }
  for (const [path, text] of files) disk.writeFileSync(join(root, path), text, { flag: 'wx' })
}

function move(stage: string, top: string, target: string, name: string, disk: Disk): void {
  try {
    disk.renameSync(stage, top)
  } catch (error) {
    const { missing } = wayTo(target)
    if (missing.length === 0) throw cameFirst(name)
    const nextTop = topmostMissing(target)
    if (nextTop === top) throw error
    // Another run has just made a parent folder of both: the rest of the way still moves as one.
    move(join(stage, relative(top, nextTop)), nextTop, target, name, disk)
    discard(stage, disk)
  }
}

function topmostMissing(target: string): string {
  const { existing, missing } = wayTo(target)
  return join(existing, missing[0] ?? '')
}
