import { type Load, loadServer, type Measured, type Runner } from '../load/load-server.ts'
import { type Comparison, compare, inTurn } from '../measure/in-turn.ts'
import { warmUp } from '../measure/warm-up.ts'
import { type ServerProcess, startServer } from '../run/server-process.ts'
import { base, commandOf, type Place, type Stack } from '../run/stacks.ts'
import { type Case, seeded } from './cases.ts'
import { checkAnswer } from './check-answer.ts'

export interface CaseResult {
  readonly stacks: readonly Comparison<Measured>[]
  /** Why a stack is not among them, by its name. */
  readonly failures: Readonly<Record<string, string>>
}

/** Starts all stacks, and loads them in turn with the request of a case. */
export async function measureCase(
  stacks: readonly Stack[],
  place: Place,
  subject: Case,
  load: Load,
): Promise<CaseResult> {
  const servers: ServerProcess[] = []
  const failures: Record<string, string> = {}
  const runners: Runner[] = []
  try {
    for (const stack of stacks) {
      try {
        const server = await startServer(commandOf(stack, place, { seed: seeded, preload: 'report-usage.mjs' }))
        servers.push(server)
        const request = await checkAnswer(server.port, subject)
        const runner = { name: stack.name, server, request, status: subject.answer.status }
        await warmUp(() => loadServer(runner, load))
        runners.push(runner)
      } catch (error) {
        failures[stack.name] = error instanceof Error ? error.message : String(error)
      }
    }
    const rounds = await inTurn(runners, load.rounds, (runner) => loadServer(runner, load))
    return { stacks: compare(rounds, base), failures }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
