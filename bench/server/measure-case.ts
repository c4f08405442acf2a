import type { LoadGenerator, LoadRequest } from '../load/load.ts'
import { type Comparison, compare, inTurn } from '../measure/in-turn.ts'
import { warmUp } from '../measure/warm-up.ts'
import { type ServerProcess, startServer } from '../run/server-process.ts'
import { base, commandOf, type Place, type Stack } from '../run/stacks.ts'
import { type Case, seeded } from './cases.ts'
import { checkAnswer } from './check-answer.ts'

export interface Load {
  readonly generator: LoadGenerator
  readonly connections: number
  readonly seconds: number
  readonly rounds: number
}

export type Measured = 'cpuUs' | 'requestsPerSecond' | 'p50' | 'p99'

export interface CaseResult {
  readonly stacks: readonly Comparison<Measured>[]
  /** Why a stack is not among them, by its name. */
  readonly failures: Readonly<Record<string, string>>
}

interface Runner {
  readonly name: string
  readonly server: ServerProcess
  readonly request: LoadRequest
}

// A server may close a connection while the next request is on its way.
const mostBroken = 0.01

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
        const server = await startServer(commandOf(stack, place, seeded))
        servers.push(server)
        const request = await checkAnswer(server.port, subject)
        const runner = { name: stack.name, server, request }
        await warmUp(() => loadOnce(runner, subject, load))
        runners.push(runner)
      } catch (error) {
        failures[stack.name] = error instanceof Error ? error.message : String(error)
      }
    }
    const rounds = await inTurn(runners, load.rounds, (runner) => loadOnce(runner, subject, load))
    return { stacks: compare(rounds, base), failures }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function loadOnce(
  { server, request }: Runner,
  { answer }: Case,
  { generator, connections, seconds }: Load,
): Promise<Readonly<Record<Measured, number>>> {
  const before = await server.usage()
  const result = await generator.run({ port: server.port, request, connections, seconds })
  const after = await server.usage()
  server.emptyLog()
  if (result.requests === 0) throw new Error('answers no request under load')
  if (answer.status < 400 && result.refused > 0) throw new Error(`refuses ${result.refused} requests under load`)
  if (result.broken > result.requests * mostBroken) throw new Error(`breaks ${result.broken} connections under load`)
  return {
    cpuUs: (after.cpuUs - before.cpuUs) / result.requests,
    requestsPerSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
  }
}
