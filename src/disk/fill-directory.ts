import { type Change, changeDirectory } from './change-directory.ts'
import type { Disk } from './disk.ts'
import { cameFirst } from './disk-failure.ts'
import { describeWrite, type WritePlan } from './plan-write.ts'

/** Fills a directory that exists, file by file, with those of a project. */
export function fillDirectory(plan: WritePlan, root: string, disk: Disk): void {
  const changesOf = (paths: readonly string[], replaces: boolean) =>
    paths.map((path): Change => ({ path, contents: plan.files.get(path) ?? '', replaces }))
  const changes = [...changesOf(plan.created, false), ...changesOf(plan.replaced, true)]
  changeDirectory(plan.target, root, changes, () => assertUnchanged(plan), disk)
}

/** Merging twice changes nothing. */
function assertUnchanged(plan: WritePlan): void {
  const now = describeWrite(plan.target, plan.files, { overwrite: true })
  const same =
    now.refused === undefined &&
    now.plan.created.join('\n') === plan.created.join('\n') &&
    now.plan.replaced.join('\n') === plan.replaced.join('\n') &&
    [...plan.files].every(([path, text]) => now.plan.files.get(path) === text)
  if (!same) throw cameFirst(plan.target)
}
