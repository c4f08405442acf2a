import { readFileSync } from 'node:fs'
import type { MemoryResults } from '../bench/charts/results.ts'

interface Installed extends MemoryResults {
  readonly stacks: readonly (MemoryResults['stacks'][number] & { readonly installed: { readonly packages: number } })[]
}

interface Compared {
  readonly cases: readonly {
    readonly name: string
    /** `timesBase`: medians of the ratios to bare node:http within each round. */
    readonly stacks: readonly { readonly name: string; readonly timesBase: Readonly<Record<string, number>> }[]
  }[]
}

/** Columns, by the names that the benchmarks have for them. */
const columns = {
  generated: 'this',
  fastify: 'Fastify',
  express: 'Express',
  hono: 'Hono',
  nest: 'NestJS',
  bare: 'by hand',
} as const
type Column = keyof typeof columns

/** What benchmarks say nothing about yet. */
const notMeasured = 'not measured'

/** What their documentation says. */
const cited: Readonly<Record<string, Readonly<Record<Column, string>>>> = {
  'checks what is sent': {
    generated: 'rules of fields, and their types',
    fastify: '[JSON Schema](https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/)',
    express: 'with a package',
    hono: '[with a package](https://hono.dev/docs/guides/validation)',
    nest: '[with a package](https://docs.nestjs.com/application/validation)',
    bare: 'yours',
  },
  OpenAPI: {
    generated: 'from the routes',
    fastify: '[plugin](https://github.com/fastify/fastify-swagger)',
    express: 'with a package',
    hono: '[with a package](https://hono.dev/examples/zod-openapi)',
    nest: '[with a package](https://docs.nestjs.com/openapi/introduction)',
    bare: 'yours',
  },
  'on SIGTERM': {
    generated: 'finishes what is in flight',
    fastify: '[`close()`, which you call](https://fastify.dev/docs/latest/Reference/Server/#close)',
    express: '[`server.close()`, which you call](https://expressjs.com/en/advanced/healthcheck-graceful-shutdown.html)',
    hono: '[`server.close()`, which you call](https://hono.dev/docs/getting-started/nodejs)',
    nest: '[where hooks are enabled](https://docs.nestjs.com/fundamentals/lifecycle-events)',
    bare: 'yours',
  },
  'fixes reach you by': {
    generated: '`upgrade`, which keeps your changes',
    fastify: '`npm update`',
    express: '`npm update`',
    hono: '`npm update`',
    nest: '`npm update`',
    bare: 'you',
  },
}

/** What a project is beside frameworks with the same features: measured where there is a figure, else cited. */
export function peerTable(): string {
  const memory = read<Installed>('memory')
  const server = read<Compared>('server')
  const item = server.cases.find(({ name }) => name === 'item')?.stacks ?? []
  const stackOf = <Stack extends { readonly name: string }>(stacks: readonly Stack[], column: Column) =>
    stacks.find(({ name }) => name === column)
  const measured: Readonly<Record<string, (column: Column) => string>> = {
    'packages in production': (column) => String(stackOf(memory.stacks, column)?.installed.packages ?? notMeasured),
    'CPU time of a GET, times bare `node:http`': (column) => {
      // By hand with the same features, for this one request; `bare` has none of them.
      const times = item.find(({ name }) => name === (column === 'bare' ? 'inlined' : column))?.timesBase.cpuUs
      return times === undefined ? notMeasured : times.toFixed(1)
    },
    'memory when idle': (column) => {
      const size = stackOf(memory.stacks, column)?.medians.idleMb
      if (size === undefined) return notMeasured
      return `${Math.round(size)} MB${column === 'bare' ? ' without features' : ''}`
    },
  }
  const names = Object.keys(columns) as Column[]
  const rows = [
    ['', ...Object.values(columns)],
    Array(names.length + 1).fill('---'),
    ...Object.entries(measured).map(([what, cellOf]) => [what, ...names.map(cellOf)]),
    ...Object.entries(cited).map(([what, cells]) => [what, ...names.map((column) => cells[column])]),
  ]
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function read<Results>(part: string): Results {
  return JSON.parse(readFileSync(`bench/results/${part}.json`, 'utf8')) as Results
}
