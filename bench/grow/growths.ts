import type { LoadRequest, Variant } from '../load/load.ts'
import { cases } from '../server/cases.ts'

/** Something that grows by tens while the same request is answered. */
export interface Growth {
  readonly name: string
  readonly title: string
  readonly stacks: readonly string[]
  readonly sizes: readonly number[]
  /** How a server of that size is started: todos it has, and settings. */
  start(size: number): { readonly seed: number; readonly env: Readonly<Record<string, string>> }
  request(size: number): LoadRequest
  connections?(size: number): number
}

const item = requestOf('item')
const nothing = { seed: 0, env: {} }
/** Different paths or addresses that are asked for, at most. */
const mostVariants = 100_000

export const growths: readonly Growth[] = [
  {
    name: 'routes',
    title: 'routes',
    stacks: ['generated', 'find-my-way'],
    sizes: [10, 100, 1000, 10_000],
    start: (size) => ({ seed: 0, env: { ROUTES: String(size) } }),
    // As many different paths for each size.
    request: (size) => ({
      ...item,
      variants: vary(10_000, (at) => ({ path: `/api/things-${(at % size) + 1}/${at}`, headers: {} })),
    }),
  },
  {
    name: 'connections',
    title: 'connections',
    stacks: ['bare', 'generated'],
    sizes: [1, 10, 100, 1000, 10_000],
    start: () => ({ seed: 10_000, env: { MAX_CONNECTIONS: '20000', MAX_CONNECTIONS_PER_ADDRESS: '20000' } }),
    request: () => item,
    connections: (size) => size,
  },
  {
    name: 'todos',
    title: 'todos in memory, a list of 20',
    stacks: ['bare', 'generated'],
    sizes: [100, 10_000, 1_000_000],
    start: (size) => ({ seed: size, env: {} }),
    request: () => requestOf('list'),
  },
  {
    name: 'clients',
    title: 'client addresses in the rate limiter',
    stacks: ['generated', 'fastify', 'express'],
    sizes: [1, 1000, 100_000],
    start: () => ({ seed: 10_000, env: { TRUST_PROXY: '127.0.0.1' } }),
    request: (size) => ({
      ...item,
      variants: vary(size, (at) => ({ path: item.path, headers: { 'X-Forwarded-For': addressOf(at) } })),
    }),
  },
  {
    name: 'body',
    title: 'bytes of a JSON body',
    stacks: ['bare', 'generated'],
    sizes: [1000, 30_000, 1_000_000],
    start: () => ({ ...nothing, seed: 10_000 }),
    request(size) {
      const replace = requestOf('replace')
      return { ...replace, body: Buffer.from(JSON.stringify({ title: 'x'.repeat(size - 25), done: false })) }
    },
  },
]

function requestOf(name: string): LoadRequest {
  const found = cases.find((one) => one.name === name)
  if (found === undefined) throw new Error(`${name} is no case`)
  return found.request
}

function vary(count: number, make: (at: number) => Variant): readonly Variant[] {
  return Array.from({ length: Math.min(count, mostVariants) }, (_, at) => make(at))
}

function addressOf(at: number): string {
  return `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`
}
