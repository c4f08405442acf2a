import { table } from '../measure/table.ts'
import type { Bench } from '../run/bench.ts'
import { nodeVersionOf } from '../run/node-program.ts'
import { judgeOverhead, readBudget, writeBudget } from './budget.ts'
import { countOverhead } from './overhead.ts'

/** What a request costs beyond bare node:http, counted rather than timed. */
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
  for (const fault of judgeOverhead(overhead, budget)) say(`  ${fault}`)
  return { overhead: Object.fromEntries(overhead) }
}
