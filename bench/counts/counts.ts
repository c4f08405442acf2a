import { table } from '../measure/table.ts'
import type { Bench } from '../run/bench.ts'
import { nodeVersionOf } from '../run/node-program.ts'
import { judgeOverhead, readBudget, writeBudget } from './budget.ts'
import { faultsIn, measureRatios, mostTimesBare } from './cpu-ratio.ts'
import { countOverhead } from './overhead.ts'

/** What a request costs beyond bare node:http, counted rather than timed, and its CPU time in proportion. */
export async function runCounts({ place, options, say }: Pick<Bench, 'place' | 'options' | 'say'>): Promise<object> {
  const overhead = await countOverhead(place)
  const major = Number.parseInt(await nodeVersionOf(options.program), 10)
  if (options.write) writeBudget(major, overhead)
  const budget = readBudget(major) ?? {}
  const rows = [...overhead].map(([name, { bytes, blocks }]) => [
    name,
    String(bytes),
    String(budget[name]?.bytes ?? '-'),
    String(blocks),
    String(budget[name]?.blocks ?? '-'),
  ])
  say(`\n${table([['beyond bare', 'bytes', 'budget', 'blocks', 'budget'], ...rows])}`)
  const ratios = await measureRatios(place)
  const proportions = [...ratios].map(([name, ratio]) => [name, ratio.toFixed(2), String(mostTimesBare[name])])
  say(`\n${table([['CPU time', '× bare', 'at most'], ...proportions])}`)
  for (const fault of [...judgeOverhead(overhead, budget), ...faultsIn(ratios)]) say(`  ${fault}`)
  return { overhead: Object.fromEntries(overhead), ratios: Object.fromEntries(ratios) }
}
