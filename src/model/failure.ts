/** Why a run ended, with the exit status that scripts rely on (documented in --help and README). */
export const exitStatus = {
  done: 0,
  failed: 1,
  wrongRequest: 2,
  directoryInUse: 3,
  /** Work of the user's in a project, which nothing is to overwrite. */
  inTheWay: 3,
  conflictsRemain: 4,
  finishingFailed: 5,
  workToDo: 6,
  cancelled: 130,
  terminated: 143,
} as const

export type FailureCode = Exclude<keyof typeof exitStatus, 'done'>

/**
 * A failure the user can act on. The message names the culprit and the next move, in one or two lines.
 * Only the entry turns it into an exit status.
 */
export class Failure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.code = code
  }
}

/** The request is wrong: an unknown flag, a bad value, choices that conflict. */
export function wrongRequest(message: string, options?: ErrorOptions): Failure {
  return new Failure('wrongRequest', message, options)
}

/** The templates are wrong: a broken manifest, slot or template. */
export function brokenPack(message: string, options?: ErrorOptions): Failure {
  return new Failure('failed', message, options)
}
