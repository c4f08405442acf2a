import type { LoadGenerator, LoadRequest } from '../load/load.ts'
import { type Load, loadServer, type Runner } from '../load/load-server.ts'
import { inTurn, type Round } from '../measure/in-turn.ts'
import type { ServerProcess } from '../run/server-process.ts'
import { checkAnswer } from '../server/check-answer.ts'
import type { StoreCase } from './cases.ts'
import type { Databases } from './databases.ts'
import { findCursor } from './find-cursor.ts'
import { oneByOne } from './one-by-one.ts'

/** Requests that warm a server up, and seconds of load at most. */
const [enoughWhenNew, enough, mostLoads] = [30_000, 4000, 20]

/**
 * Of a request: microseconds of the server and of its database, milliseconds until it is answered. Of the process:
 * megabytes. How many requests there were.
 */
export type StoreMeasured = 'cpuUs' | 'databaseUs' | 'ms' | 'rssMb' | 'requests'

/** A stack that runs with a number of contacts. */
export interface StoreServer {
  readonly stack: string
  readonly size: number
  readonly process: ServerProcess
}

interface StoreRunner extends Runner {
  readonly size: number
}

export function runnerName({ stack, size }: Pick<StoreServer, 'stack' | 'size'>): string {
  return `${stack} ${size}`
}

/** Loads servers in turn with the request of a case, their first or another. `miss` hears of those that are left out. */
export async function measureStoreCase(
  subject: StoreCase,
  servers: readonly StoreServer[],
  databaseUs: Databases['cpuUs'],
  load: Load,
  isFirst: boolean,
  miss: (what: string) => void,
): Promise<readonly Round<StoreMeasured>[]> {
  const generator = subject.isLong ? oneByOne : load.generator
  const measure = (runner: StoreRunner) => measureLoad(runner, { ...load, generator }, subject, databaseUs)
  const runners: StoreRunner[] = []
  for (const { stack, size, process: server } of servers) {
    try {
      const request = await checkStoreCase(server.port, subject, size)
      const name = runnerName({ stack, size })
      const runner = { name, server, request, status: subject.answer(size).status, size }
      if (isFirst) await warmUpNew(server, () => measure(runner))
      else await loadUntil(subject.isLong ? 1 : enough, () => measure(runner))
      runners.push(runner)
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error)
      miss(`${subject.name} of ${stack} with ${size} contacts: it ${fault}`)
    }
  }
  return inTurn(runners, load.rounds, measure)
}

type Measure = () => Promise<{ readonly requests: number }>

/**
 * A server that is new needs more requests, and collects all garbage amid them: what was garbage by then keeps the
 * garbage of later requests alive, and where there is much on the heap, V8 comes to it late.
 */
async function warmUpNew(server: ServerProcess, measure: Measure): Promise<void> {
  await loadUntil(enough, measure)
  await server.ask('collect')
  await loadUntil(enoughWhenNew, measure)
}

/** V8 compiles by the number of requests, and on a busy machine a second has few of them. */
async function loadUntil(answered: number, measure: Measure): Promise<void> {
  let requests = 0
  for (let loads = 0; loads < mostLoads && requests < answered; loads += 1) requests += (await measure()).requests
}

let checks = 0

/** Checks the answer, and resolves to the request to load with. */
export async function checkStoreCase(port: number, subject: StoreCase, size: number): Promise<LoadRequest> {
  const plain = subject.request(size)
  const skipped = subject.skippedBefore?.(size)
  const request = skipped === undefined ? plain : await findCursor(port, plain, skipped)
  checks += 1
  const body = request.isNumbered ? Buffer.from(String(request.body).replace('{n}', `.check${checks}`)) : request.body
  const checked = { ...request, path: request.variants?.[0]?.path ?? request.path, body }
  await checkAnswer(port, { name: subject.name, title: subject.title, request: checked, answer: subject.answer(size) })
  return request
}

async function measureLoad(
  runner: StoreRunner,
  load: Load,
  { isPerContact }: StoreCase,
  databaseUs: Databases['cpuUs'],
): Promise<Readonly<Record<StoreMeasured, number>>> {
  let requests = 0
  const counting: LoadGenerator = {
    ...load.generator,
    async run(run) {
      const result = await load.generator.run(run)
      requests = result.requests
      return result
    },
  }
  const before = databaseUs?.() ?? Number.NaN
  const { cpuUs, p50, rssMb } = await loadServer(runner, { ...load, generator: counting })
  const after = databaseUs?.() ?? Number.NaN
  const parts = isPerContact ? runner.size : 1
  return {
    cpuUs: cpuUs / parts,
    databaseUs: (after - before) / requests / parts,
    ms: p50 / parts,
    rssMb,
    requests,
  }
}
