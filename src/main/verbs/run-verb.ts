import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import type { Choices } from '../../model/answers.ts'
import type { Failure } from '../../model/failure.ts'
import type { World } from '../world.ts'
import { changeAnswers } from './change.ts'
import { showDiff } from './diff.ts'
import { explainLines } from './explain.ts'
import { undoLast } from './undo.ts'

/** Does something in a project that is there. Returns the Failure of what is left to do; throws every other. */
export async function runVerb(
  world: World,
  request: VerbRequest,
  flags: Choices,
  run: RunOptions,
): Promise<Failure | undefined> {
  switch (request.verb) {
    case 'diff':
      return showDiff(world, request, run)
    case 'undo':
      return undoLast(world, request, run)
    case 'explain':
      return explainLines(world, request, run)
    default:
      return changeAnswers(world, request, flags, run)
  }
}
