import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { type Failure, wrongRequest } from '../../model/failure.ts'
import { isNewer } from '../../model/version.ts'
import type { World } from '../world.ts'
import { baseOf } from './base.ts'
import { carryOut, writes } from './change.ts'
import { followingHistory, keepMigrations } from './migrations.ts'
import { openProject, resolveIn, savedChoices } from './open-project.ts'
import { planChange } from './planned.ts'
import { renderHere } from './renderings.ts'

/** `upgrade`: the same answers, rendered by this version and merged with what the user made of the files. */
export async function upgrade(
  world: World,
  plain: World,
  request: VerbRequest,
  run: RunOptions,
): Promise<Failure | undefined> {
  const { pack } = world
  const project = openProject(world, request, writes(request, run))
  if (isNewer(project.record.version, pack.version)) {
    throw wrongRequest(
      `this project is of version ${project.record.version}, which is newer than ${pack.version}\n` +
        'Run "upgrade" with create-raw-http-app@latest',
    )
  }
  const { answers, notes } = resolveIn(world, savedChoices(project))
  const base = await baseOf(world, plain, project, request)
  const following = await followingHistory(world, project, answers)
  const next = keepMigrations(following, project, base, await renderHere(world, answers, following.history))
  const sides = { base, next, answers, following, notes }
  return carryOut(world, request, run, await planChange(world, project, request, 'upgrade', sides))
}
