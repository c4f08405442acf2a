import { table } from '../measure/table.ts'
import type { Case } from './cases.ts'
import type { CaseResult } from './measure-case.ts'

export function printCase({ name, title }: Case, { stacks, failures }: CaseResult): string {
  const rows = stacks.map(({ name: stack, medians, timesBase }) => [
    stack,
    medians.cpuUs.toFixed(1),
    timesBase.cpuUs.toFixed(2),
    Math.round(medians.requestsPerSecond).toLocaleString('en'),
    timesBase.requestsPerSecond.toFixed(2),
    medians.p50.toFixed(2),
    medians.p99.toFixed(2),
  ])
  const heads = ['', 'CPU µs', '× bare', 'req/s', '× bare', 'p50 ms', 'p99 ms']
  const faults = Object.entries(failures).map(([stack, fault]) => `  ${stack}: ${fault}`)
  return [`${name}: ${title}`, table([heads, ...rows]), ...faults].join('\n')
}
