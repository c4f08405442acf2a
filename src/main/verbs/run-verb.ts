import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import type { Choices } from '../../model/answers.ts'
import type { Failure } from '../../model/failure.ts'
import type { World } from '../world.ts'
import { changeAnswers } from './change.ts'
import { showDiff } from './diff.ts'
import { examine } from './doctor.ts'
import { explainLines } from './explain.ts'
import { undoLast } from './undo.ts'
import { upgrade } from './upgrade.ts'

/** Does something in a project that is there. `plain`: the world without the features of one's own. Returns the Failure of what is left to do; throws every other. */
export async function runVerb(
  world: World,
  plain: World,
  request: VerbRequest,
  flags: Choices,
  run: RunOptions,
): Promise<Failure | undefined> {
  switch (request.verb) {
    case 'diff':
      return showDiff(world, plain, request, run)
    case 'undo':
      return undoLast(world, request, run)
    case 'explain':
      return explainLines(world, request, run)
    case 'upgrade':
      return upgrade(world, plain, request, run)
    case 'doctor':
      return examine(world, request, run)
    default:
      return changeAnswers(world, request, flags, run)
  }
}
