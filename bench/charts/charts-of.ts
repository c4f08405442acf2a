import { tools } from '../command/tools.ts'
import { stackOf } from '../run/stacks.ts'
import type { BarChart, Group } from './bar-chart.ts'
import type { About, Results } from './results.ts'
import { storeCharts } from './store-charts.ts'

/** In the chart of the server; the others are in its results. */
const shownCases = ['item', 'list', 'create', 'static-1k']

/** The charts of those results that there are, by the names of their files. */
export function chartsOf({ server, grow, memory, command, stores, ...others }: Results): ReadonlyMap<string, BarChart> {
  const first200 = others['first-200']
  const charts = new Map<string, BarChart>()
  if (server) {
    const chosen = server.cases.filter(({ name }) => shownCases.includes(name))
    charts.set('server', {
      title: 'CPU time of one request',
      measure: 'µs of the server process, with the same features but for bare node:http and sirv; shorter is better',
      source: sourceOf(server),
      groups: chosen.map(({ title, stacks }) => groupOf(title, stacks, 'cpuUs', (name) => stackOf(name).title)),
    })
  }
  if (grow)
    for (const { name, title, stacks } of grow.growths) {
      charts.set(`grow-${name}`, {
        title: `CPU time of one request: ${title}`,
        measure: 'µs of CPU time of the server process; shorter is better',
        source: sourceOf(grow),
        groups: stacks.map(({ stack, sizes }) => ({
          title: stackOf(stack).title,
          bars: sizes.map(({ size, medians }) => ({
            label: size.toLocaleString('en'),
            value: medians.cpuUs ?? 0,
            highlighted: stack === 'generated',
          })),
        })),
      })
    }
  if (memory) {
    charts.set('memory', {
      title: 'Memory of an idle server',
      measure: 'MB of resident memory; shorter is better',
      source: sourceOf(memory),
      groups: [groupOf('', memory.stacks, 'idleMb', (name) => stackOf(name).title)],
    })
  }
  if (command) {
    const titleOf = (name: string) => tools.find((tool) => tool.name === name)?.title ?? name
    charts.set('command', {
      title: 'A project is made',
      measure: 'ms of CPU time, nothing installed; shorter is better',
      source: sourceOf(command),
      groups: [groupOf('', command.runs, 'cpuMs', titleOf)],
    })
  }
  if (first200) {
    const titleOf = (name: string) => first200.ways.find((way) => way.name === name)?.title ?? name
    const inSeconds = first200.ways.map(({ name, medians }) => ({
      name,
      medians: { seconds: (medians.wallMs ?? 0) / 1000 },
    }))
    charts.set('first-200', {
      title: 'From an empty folder to the first answer',
      measure: 's, with warm caches; shorter is better',
      source: sourceOf(first200),
      groups: [groupOf('', inSeconds, 'seconds', titleOf)],
    })
  }
  for (const [name, chart] of stores ? storeCharts(stores, sourceOf(stores)) : []) charts.set(name, chart)
  return charts
}

interface Measured {
  readonly name: string
  readonly medians: Readonly<Record<string, number>>
}

function groupOf(title: string, all: readonly Measured[], key: string, titleOf: (name: string) => string): Group {
  const bars = all.map(({ name, medians }) => {
    const label = titleOf(name)
    return { label, value: medians[key] ?? 0, highlighted: label.startsWith('create-raw-http-app') }
  })
  return { title, bars }
}

function sourceOf({ date, machine, versions }: About): string {
  return `Node ${versions.node}, ${machine.processor}, ${date}; method: bench/README.md`
}
