import { resolve } from 'node:path'
import type { RunOptions } from '../arguments/parse-arguments.ts'
import { describeWrite, planWrite, type WritePlan } from '../disk/plan-write.ts'
import { Failure } from '../model/failure.ts'
import { moveProject, type Project } from './ask-for-project.ts'
import type { World } from './world.ts'

/** A project and what writing it will do. */
export interface SettledProject extends Project {
  readonly plan: WritePlan
}

/** Plans the writing, and asks what to do about a directory in use where somebody can say. Throws a Failure. */
export async function settleTarget(
  world: World,
  project: Project,
  { overwrite }: Pick<RunOptions, 'overwrite'>,
): Promise<SettledProject> {
  const target = resolve(world.cwd, project.resolved.directory)
  const { plan, refused } = describeWrite(target, project.files, { overwrite })
  const { ui } = project
  if (refused === undefined || ui === undefined) {
    return { ...project, plan: planWrite(target, project.files, { overwrite }) }
  }
  const { askAboutConflict } = await import('../prompts/conflict.ts')
  const answer = await askAboutConflict(project.resolved.directory, plan.replaced, ui)
  if (answer === 'cancel') throw new Failure('cancelled', 'cancelled, nothing was written')
  if (answer === 'overwrite') {
    return { ...project, plan: planWrite(target, project.files, { overwrite: true }) }
  }
  return settleTarget(world, moveProject(world, project, ui, answer.directory), { overwrite })
}
