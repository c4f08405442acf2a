import { setTimeout as wait } from 'node:timers/promises'
import { compare, inTurn } from '../measure/in-turn.ts'
import { table } from '../measure/table.ts'
import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { startServer } from '../run/server-process.ts'
import { base, commandOf, type Stack, stacks } from '../run/stacks.ts'
import { exchange } from '../server/exchange.ts'
import { installedFor } from './packages.ts'
import { residentMb } from './resident-memory.ts'

const settleMs = 500
const loadSeconds = 2

/** From start to first answer, memory before and after load, and what an install brings. */
export async function runMemory({ options, generator, place, say }: Bench): Promise<object> {
  const chosen = pick(stacks, options.stacks).filter(({ only }) => only === undefined)
  const first = { method: 'GET', path: '/api/todos', headers: {}, body: undefined }
  const measure = async (stack: Stack) => {
    const begun = performance.now()
    const server = await startServer(commandOf(stack, place, { seed: 0, asItIs: true }))
    try {
      const { status } = await exchange(server.port, first)
      const firstAnswerMs = performance.now() - begun
      if (status !== 200) throw new Error(`${stack.name} answers ${status}`)
      await wait(settleMs)
      const idleMb = residentMb(server.pid)
      await generator.run({ port: server.port, request: first, connections: 16, seconds: loadSeconds })
      return { firstAnswerMs, idleMb, loadedMb: residentMb(server.pid) }
    } finally {
      await server.stop()
    }
  }
  const compared = compare(await inTurn(chosen, options.rounds, measure), base)
  const results = compared.map((stack, at) => ({ ...stack, installed: installedFor(chosen[at]?.packages ?? []) }))
  const rows = results.map(({ name, medians, timesBase, installed }) => [
    name,
    medians.firstAnswerMs.toFixed(0),
    timesBase.firstAnswerMs.toFixed(2),
    medians.idleMb.toFixed(1),
    medians.loadedMb.toFixed(1),
    String(installed.packages),
    (installed.bytes / 1e6).toFixed(1),
  ])
  say(`\n${table([['', 'first answer ms', '× bare', 'idle MB', 'loaded MB', 'packages', 'MB'], ...rows])}`)
  return { rounds: options.rounds, stacks: results }
}
