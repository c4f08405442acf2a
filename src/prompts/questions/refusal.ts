import type { Choices } from '../../model/answers.ts'
import { Failure } from '../../model/failure.ts'
import type { Ui } from '../ui.ts'

/** Why these choices are refused where those before them were not; what was wrong before is not this answer's fault. */
export function refusalOf(ui: Ui, before: Choices, after: Choices): string | undefined {
  const refusal = messageOf(() => ui.resolve(after))
  return refusal !== undefined && messageOf(() => ui.resolve(before)) === undefined ? refusal : undefined
}

/** The message of the Failure that a call throws; other errors pass. */
export function messageOf(call: () => unknown): string | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}
