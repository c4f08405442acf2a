import type { LoadGenerator, LoadRequest } from '../load/load.ts'
import { type Load, loadServer, type Runner } from '../load/load-server.ts'
import { inTurn, type Round } from '../measure/in-turn.ts'
import { warmUp } from '../measure/warm-up.ts'
import { type ServerProcess, startServer } from '../run/server-process.ts'
import { checkAnswer } from '../server/check-answer.ts'
import type { StoreCase } from './cases.ts'
import type { Databases } from './databases.ts'
import { findCursor } from './find-cursor.ts'
import { oneByOne } from './one-by-one.ts'
import { type StorePlace, storeCommand } from './store-stacks.ts'

/** Of a request: microseconds of the server and of its database, milliseconds until it is answered; megabytes. */
export type StoreMeasured = 'cpuUs' | 'databaseUs' | 'ms' | 'rssMb' | 'peakMb'

interface StoreRunner extends Runner {
  readonly size: number
}

export function runnerName(stack: string, size: number): string {
  return `${stack} ${size}`
}

/** Starts every stack at every size, and loads all of them in turn. `miss`: is told of those that are left out. */
export async function measureStoreCase(
  subject: StoreCase,
  stacks: readonly string[],
  sizes: readonly number[],
  place: StorePlace,
  databaseUs: Databases['cpuUs'],
  load: Load,
  miss: (what: string) => void,
): Promise<readonly Round<StoreMeasured>[]> {
  const generator = subject.isLong ? oneByOne : load.generator
  const measure = (runner: StoreRunner) => measureLoad(runner, { ...load, generator }, subject, databaseUs)
  const servers: ServerProcess[] = []
  const runners: StoreRunner[] = []
  try {
    for (const size of sizes) {
      for (const stack of stacks) {
        try {
          const server = await startServer(storeCommand(stack, place, size))
          servers.push(server)
          const request = await prepare(server.port, subject, size)
          const name = runnerName(stack, size)
          const runner = { name, server, request, status: subject.answer(size).status, size }
          await warmUp(() => measure(runner))
          runners.push(runner)
        } catch (error) {
          const fault = error instanceof Error ? error.message : String(error)
          miss(`${subject.name} of ${stack} with ${size} contacts in ${place.store}: it ${fault}`)
        }
      }
    }
    return await inTurn(runners, load.rounds, measure)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

let checks = 0

/** Checks the answer, and resolves to the request to load with. */
async function prepare(port: number, subject: StoreCase, size: number): Promise<LoadRequest> {
  const plain = subject.request(size)
  const skipped = subject.skippedBefore?.(size)
  const request = skipped === undefined ? plain : await findCursor(port, plain, skipped)
  checks += 1
  const body = request.isNumbered ? Buffer.from(String(request.body).replace('{n}', `.check${checks}`)) : request.body
  const checked = { ...request, ...request.variants?.[0], body }
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
  const { peakBytes } = await runner.server.usage()
  return {
    cpuUs: cpuUs / parts,
    databaseUs: (after - before) / requests / parts,
    ms: p50 / parts,
    rssMb,
    peakMb: peakBytes / 1e6,
  }
}
