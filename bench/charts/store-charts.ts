import { titleOf } from '../stores/store-stacks.ts'
import type { BarChart } from './bar-chart.ts'
import type { StoresResults } from './results.ts'

/** Requests of about the same length; the others are in the results. */
const shownCases = ['get', 'list', 'filter', 'cursor', 'create']

/** A chart for each store: every stack with the fewest contacts and with the most. */
export function storeCharts({ stores }: StoresResults, source: string): readonly (readonly [string, BarChart])[] {
  return stores.map(({ name: store, cases }) => {
    const groups = cases
      .filter(({ name }) => shownCases.includes(name))
      .map(({ title, stacks }) => {
        const sizes = stacks.map(({ size }) => size)
        const ends = [Math.min(...sizes), Math.max(...sizes)]
        const bars = stacks
          .filter(({ size }) => ends.includes(size))
          .map(({ stack, size, medians }) => ({
            label: `${titleOf(stack, store)}, ${size.toLocaleString('en')}`,
            value: medians.cpuUs,
            highlighted: stack === 'generated',
          }))
        return { title, bars }
      })
    const measure = 'µs of CPU time of the server process; shorter is better'
    const title = `CPU time of one request, contacts in ${nameOf[store]}`
    return [`stores-${store}`, { title, measure, source, groups }]
  })
}

const nameOf = { memory: 'memory', sqlite: 'SQLite', postgres: 'PostgreSQL' }
