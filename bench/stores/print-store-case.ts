import { table } from '../measure/table.ts'
import type { StoreResult } from './compare-stores.ts'
import { type StoreName, titleOf } from './store-stacks.ts'

export function printStoreCase(store: StoreName, { name, title, isFlat, stacks }: StoreResult): string {
  const rows = stacks.map(({ stack, size, medians, timesSmallest, timesGenerated }) => [
    titleOf(stack, store),
    size.toLocaleString('en'),
    medians.cpuUs.toPrecision(3),
    timesGenerated.cpuUs.toFixed(2),
    timesSmallest.cpuUs.toFixed(2),
    medians.ms.toPrecision(3),
    timesGenerated.ms.toFixed(2),
    timesSmallest.ms.toFixed(2),
    Number.isNaN(medians.databaseUs) ? '' : medians.databaseUs.toPrecision(3),
    medians.rssMb.toFixed(0),
    timesSmallest.rssMb.toFixed(2),
  ])
  const ratios = ['× ours', '× smallest']
  const heads = ['', '', 'CPU µs', ...ratios, 'ms', ...ratios, 'database µs', 'RSS MB', '× smallest']
  const promise = isFlat ? ' (must not grow)' : ''
  return `${store}, ${name}: ${title}${promise}\n${table([heads, ...rows])}`
}
