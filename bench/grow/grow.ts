import { execFileSync } from 'node:child_process'
import { table } from '../measure/table.ts'
import type { Bench } from '../run/bench.ts'
import { pick } from '../run/options.ts'
import { type Growth, growths } from './growths.ts'
import { measureGrowth, type StackGrowth } from './measure-growth.ts'

/** The same request while what a server holds grows by tens. */
export async function runGrow({ options, generator, place, say, miss }: Bench): Promise<object> {
  const rounds = Math.min(options.rounds, 3)
  const results = []
  for (const growth of pick(growths, options.cases)) {
    const sizes = growth.sizes.filter((size) => (growth.connections?.(size) ?? 0) < openFiles())
    const left = growth.sizes.filter((size) => !sizes.includes(size))
    if (left.length > 0)
      miss(`${left.join(', ')} ${growth.title}: a process may open ${openFiles()} files here (ulimit -n)`)
    try {
      const load = { generator, connections: 16, seconds: 1, rounds }
      const stacks = await measureGrowth(growth, sizes, place, load)
      say(`\n${printGrowth(growth, stacks)}`)
      results.push({ name: growth.name, title: growth.title, stacks })
    } catch (error) {
      miss(`${growth.title}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return { rounds, growths: results }
}

/** A few are needed for the process itself. */
function openFiles(): number {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit) - 100
}

function printGrowth({ title }: Growth, stacks: readonly StackGrowth[]): string {
  const rows = stacks.flatMap(({ stack, sizes }) =>
    sizes.map(({ size, medians, timesBase }) => [
      stack,
      size.toLocaleString('en'),
      medians.cpuUs.toFixed(1),
      timesBase.cpuUs.toFixed(2),
      Math.round(medians.requestsPerSecond).toLocaleString('en'),
      medians.rssMb.toFixed(0),
    ]),
  )
  return `${title}\n${table([['', '', 'CPU µs', '× smallest', 'req/s', 'RSS MB'], ...rows])}`
}
