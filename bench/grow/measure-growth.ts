import { type Load, loadServer, type Measured, type Runner } from '../load/load-server.ts'
import { type Comparison, compare, inTurn } from '../measure/in-turn.ts'
import { warmUp } from '../measure/warm-up.ts'
import { startServer } from '../run/server-process.ts'
import { commandOf, type Place, stackOf } from '../run/stacks.ts'
import { exchange } from '../server/exchange.ts'
import type { Growth } from './growths.ts'

/** A stack at every size; the ratios are to itself at the smallest. */
export interface StackGrowth {
  readonly stack: string
  readonly sizes: readonly (Omit<Comparison<Measured>, 'name'> & { readonly size: number })[]
}

interface GrownRunner extends Runner {
  readonly connections: number
}

/** Starts every stack at every size, and loads all of them in turn. */
export async function measureGrowth(
  growth: Growth,
  sizes: readonly number[],
  place: Place,
  load: Load,
): Promise<readonly StackGrowth[]> {
  const runners: GrownRunner[] = []
  try {
    for (const size of sizes) {
      for (const stack of growth.stacks) {
        const start = { ...growth.start(size), preload: 'report-usage.mjs' }
        const server = await startServer(commandOf(stackOf(stack), place, start))
        const request = growth.request(size)
        const connections = growth.connections?.(size) ?? load.connections
        const runner = { name: nameOf(stack, size), server, request, status: 200, connections }
        runners.push(runner)
        const { status } = await exchange(server.port, { ...request, ...request.variants?.[0] })
        if (status !== 200) throw new Error(`${stack} answers ${status} at ${size} ${growth.title}`)
        await warmUp(() => loadServer(runner, { ...load, connections }))
      }
    }
    const rounds = await inTurn(runners, load.rounds, (runner) =>
      loadServer(runner, { ...load, connections: runner.connections }),
    )
    return growth.stacks.map((stack) => {
      const compared = compare(rounds, nameOf(stack, sizes[0] ?? 0))
      const own = sizes.flatMap((size) => {
        const found = compared.find(({ name }) => name === nameOf(stack, size))
        return found ? [{ size, medians: found.medians, timesBase: found.timesBase }] : []
      })
      return { stack, sizes: own }
    })
  } finally {
    await Promise.all(runners.map(({ server }) => server.stop()))
  }
}

function nameOf(stack: string, size: number): string {
  return `${stack} ${size}`
}
