import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import type { Choices } from '../../model/answers.ts'
import type { Failure } from '../../model/failure.ts'
import type { World } from '../world.ts'
import { changeAnswers } from './change.ts'

/** Does something in a project that is there. Returns the Failure of what is left to do; throws every other. */
export async function runVerb(
  world: World,
  request: VerbRequest,
  flags: Choices,
  run: RunOptions,
): Promise<Failure | undefined> {
  return changeAnswers(world, request, flags, run)
}
