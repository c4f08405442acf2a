import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { createSchema, hasPostgres, sharedDatabase } from '../../support/postgres.ts'
import { everything, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

// V8 frees what dies young without looking at old objects: what one of them refers to stays, even if nothing refers to
// it itself, until the whole heap is collected. With a million items on it that is seldom, and requests that are kept
// until then cost half of the CPU time. Node 20 keeps less than Node 22 and later do.
const program = nodeBinaries.get(24)

/** With so much room V8 never collects the whole heap while a test runs. */
const launcher = ['sh', '-c', `shift; exec ${program} --expose-gc --initial-heap-size=600 "$@"`, 'sh']

/** Makes a server print the size of its heap at a SIGUSR2, after a collection of young objects. */
const youngHeapProbe = `
let probes = 0
process.on('SIGUSR2', () => {
  const { gc } = globalThis as unknown as { gc(options: object): void }
  for (let times = 0; times < 2; times += 1) gc({ type: 'minor' })
  probes += 1
  console.log('heap ' + probes + ' ' + process.memoryUsage().heapUsed)
})
`

const warmUps = 1000
const requests = 500
/** Bytes. A request that is kept takes 2,000 to 6,000; code that gets compiled meanwhile takes a little too. */
const mostKept = 1000

const json = { 'Content-Type': 'application/json' }
const item = '{"title":"first"}'

// Not what goes through pipeline() or zlib, such as exports: Node's own objects keep those, in a server of one line too.
const rows: readonly [what: string, path: string, init?: RequestInit][] = [
  ['an item', '/api/todos/1'],
  ['an item that the client has', '/api/todos/1', { headers: { 'If-None-Match': '*' } }],
  ['a page by number', '/api/todos?page=1'],
  ['a page by cursor', '/api/todos?cursor='],
  ['a search', '/api/todos?title=irs&sort=-title&limit=1'],
  ['a change', '/api/todos/1', { method: 'PATCH', headers: json, body: '{"done":true}' }],
  ['an invalid item', '/api/todos', { method: 'POST', headers: json, body: '{"title":1}' }],
  ['an unknown path', '/unknown'],
  ['a preflight', '/api/todos', { method: 'OPTIONS', headers: { Origin: 'https://a.example' } }],
  ['a page for people', '/docs', { headers: { 'Accept-Encoding': 'identity' } }],
  ['a health check', '/health'],
]

describe.each([
  ['memory', 20],
  ['sqlite', 24],
  ['postgres', 20],
] as const)('with items in %s, a collection of young objects frees', (store, node) => {
  const isTested = program !== undefined && (store !== 'postgres' || hasPostgres)
  let project: Project
  let server: RunningServer

  beforeAll(async () => {
    if (!isTested) return
    const answers = everything(realPack, node)
    const options = { ...answers.options, resource: { store } }
    project = makeProject({ ...answers, options }, { 'src/server.ts': (text) => text + youngHeapProbe })
    const database = store === 'postgres' ? { DATABASE_URL: await createSchema(await sharedDatabase()) } : {}
    if (store === 'sqlite') execFileSync(program, ['dist/database-tasks.js', 'migrate'], { cwd: project.directory })
    const settings = { RATE_LIMIT_MAX: '1000000000', CORS_ORIGIN: 'https://a.example', LOG_LEVEL: 'error', ...database }
    server = await project.start(settings, launcher)
    await load('/api/todos', { method: 'POST', headers: json, body: item }, 1)
  })

  afterAll(() => project?.remove())

  test.skipIf(!isTested).each(rows)('%s', async (_, path, init = {}) => {
    await load(path, init, warmUps)
    const before = await youngHeap()
    await load(path, init, requests)
    expect(((await youngHeap()) - before) / requests).toBeLessThan(mostKept)
  })

  async function load(path: string, init: RequestInit, count: number): Promise<void> {
    for (let sent = 0; sent < count; sent += 1) await (await fetch(server.url + path, init)).arrayBuffer()
  }

  async function youngHeap(): Promise<number> {
    const probes = server.lines.filter((line) => line.startsWith('heap ')).length
    server.process.kill('SIGUSR2')
    const line = await server.line(new RegExp(`^heap ${probes + 1} `))
    return Number(line.split(' ')[2])
  }
})
