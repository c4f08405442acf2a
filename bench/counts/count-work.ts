import { Agent } from 'node:http'
import { type ServerCommand, startServer } from '../run/server-process.ts'
import type { Case } from '../server/cases.ts'
import { checkAnswer } from '../server/check-answer.ts'
import { exchange } from '../server/exchange.ts'

/** What one request costs, on average. */
export interface Work {
  /** Of V8's heap. */
  readonly bytes: number
  /** Functions, branches and loop bodies that were entered, of the server and of Node. */
  readonly blocks: number
}

const warmUps = 20
// V8 hands out its heap in pieces of some 200 kB: over fewer requests, one piece more or less would show. More than 200
// at a time would not fit into what is not collected.
const batches = 3
const countedForBytes = 200
const countedForBlocks = 40

/**
 * Flags under which the counts are the same each time: nothing is optimized, so no allocation is optimized away at a
 * moment that depends on the machine, and nothing is collected between two looks at the heap.
 */
export const countingFlags = [
  ...['--no-opt', '--no-maglev', '--no-sparkplug', '--no-lazy-feedback-allocation'],
  ...['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'],
]

/** Starts a server, sends it the request of each case one by one, and counts. */
export async function countWork(command: ServerCommand, cases: readonly Case[]): Promise<ReadonlyMap<string, Work>> {
  const server = await startServer(command)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const requests = new Map(
      await Promise.all(cases.map(async (one) => [one.name, await checkAnswer(server.port, one)] as const)),
    )
    const send = async (name: string, count: number) => {
      const request = requests.get(name)
      if (request === undefined) throw new Error(`${name} is no case`)
      for (let sent = 0; sent < count; sent++) await exchange(server.port, request, agent)
    }
    const bytes = new Map<string, number>()
    for (const { name } of cases) {
      await send(name, warmUps)
      let sum = 0
      for (let batch = 0; batch < batches; batch++) {
        await server.ask('count bytes')
        await send(name, countedForBytes)
        const answer = (await server.ask('bytes')) as { bytes: number; collections: number }
        if (answer.collections > 0) throw new Error(`${name}: the heap was collected while it was counted`)
        sum += answer.bytes
      }
      bytes.set(name, sum / (batches * countedForBytes))
    }
    const work = new Map<string, Work>()
    for (const { name } of cases) {
      await server.ask('count blocks')
      await send(name, countedForBlocks)
      const { blocks } = (await server.ask('blocks')) as { blocks: number }
      work.set(name, { bytes: bytes.get(name) ?? Number.NaN, blocks: blocks / countedForBlocks })
    }
    return work
  } finally {
    agent.destroy()
    await server.stop()
  }
}
