import { exitStatus, Failure } from '../../src/model/failure.ts'

/** Runs a script to its end. A Failure is told in its own words, and sets the exit status that the command would have. */
export async function tellFailure(work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.error(error.message)
    process.exitCode = exitStatus[error.code]
  }
}
