import type { VerbRequest } from '../../arguments/verb-request.ts'
import type { World } from '../world.ts'
import type { OpenProject } from './open-project.ts'
import { checkVersion, type Rendering, renderBase } from './renderings.ts'

/** What the files of a project were rendered as when it was made, or last changed by a verb. Throws a Failure. */
export async function baseOf(world: World, project: OpenProject, request: VerbRequest): Promise<Rendering> {
  checkVersion(project.record, world.pack, request.verb)
  return renderBase(world, project.record, project.answers)
}
