import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, everything, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { type Exposition, readExposition } from './exposition.ts'
import { hasPromtool, promtoolFaults } from './promtool.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(everything(realPack, 20))
  server = await project.start({ RATE_LIMIT_MAX: '1000000' })
})

afterAll(() => project.remove())

const close = ['Connection: close']
const total = 'http_requests_total'

async function page({ port }: RunningServer): Promise<string> {
  return (await ask(port, request('GET /metrics', close))).body.toString()
}

async function read(from: RunningServer): Promise<Exposition> {
  return readExposition(await page(from))
}

/** Reads until it is so: a client has its answer a moment before the server knows that it is out. */
async function readUntil(from: RunningServer, isSo: (exposition: Exposition) => boolean): Promise<Exposition> {
  for (;;) {
    const exposition = await read(from)
    if (isSo(exposition)) return exposition
  }
}

function count(exposition: Exposition, method: string, route: string, status: string): number {
  return exposition.value(total, { method, route, status }) ?? 0
}

const namesOf = ({ samples }: Exposition) => samples.map(({ name, labels }) => JSON.stringify([name, labels]))

const headers = { 'content-type': /^text\/plain; version=0\.0\.4; charset=utf-8$/, 'cache-control': /^no-store$/ }
const allow = { allow: /^GET, HEAD, OPTIONS$/ }

const rows: readonly Row[] = [
  {
    id: 'P1',
    what: 'GET',
    send: request('GET /metrics'),
    status: 200,
    headers,
    body: /^# HELP /,
    connection: 'open',
  },
  { id: 'P1', what: 'GET with a query', send: request('GET /metrics?x=1'), status: 200, headers },
  { id: 'P1', what: 'GET in absolute form', send: request('GET http://h/metrics'), status: 200, headers },
  { id: 'P1', what: 'HEAD', send: request('HEAD /metrics'), status: 200, headers, body: '', connection: 'open' },
  { id: 'P2', what: 'POST', send: request('POST /metrics'), status: 405, headers: allow },
  { id: 'P2', what: 'OPTIONS', send: request('OPTIONS /metrics'), status: 204, headers: allow },
  { id: 'P2', what: 'GET behind a slash too many', send: request('GET /metrics/'), status: 404 },
]

test.each(rows)('$id: $what is answered $status', (row) => play(row, server.port))

/** A request of every kind, and the labels it must be counted under. */
const kinds: readonly (readonly [string, string, string, string, ...string[]])[] = [
  ['GET /api/todos?page=1', 'GET', '/api/todos', '200'],
  ['HEAD /api/todos', 'HEAD', '/api/todos', '200'],
  ['GET /api/todos?page=x', 'GET', '/api/todos', '400'],
  ['POST /api/todos', 'POST', '/api/todos', '415'],
  ['OPTIONS /api/todos', 'OPTIONS', '/api/todos', '204'],
  ['GET /api/todos/77', 'GET', '/api/todos/:id', '404'],
  ['GET http://h/api/todos/%61', 'GET', '/api/todos/:id', '404'],
  ['PURGE /api/todos/77', 'other', '/api/todos/:id', '405'],
  ['GET /health', 'GET', '/health', '200'],
  ['GET /ready', 'GET', '/ready', '200'],
  ['GET /docs', 'GET', '/docs', '200'],
  ['GET /openapi.json', 'GET', '/openapi.json', '200'],
  ['GET /', 'GET', 'other', '200'],
  ['GET /style.css', 'GET', 'other', '206', 'Range: bytes=0-3'],
  ['GET /no-such-page', 'GET', 'none', '404'],
  ['PROPFIND /no-such-page', 'other', 'none', '501'],
  ['GET /%zz', 'GET', 'none', '400'],
  ['OPTIONS *', 'OPTIONS', 'none', '204'],
  ['GET /health', 'GET', 'none', '417', 'Expect: much'],
  ['OPTIONS /health', 'OPTIONS', '/health', '204', 'Origin: https://a.example', 'Access-Control-Request-Method: GET'],
]

test.each(kinds)('%s counts as %s of %s with %s', async (line, method, route, status, ...lines) => {
  const before = await read(server)
  const answer = await ask(server.port, request(line, [...lines, ...close]), method)
  expect(String(answer.status)).toBe(status)
  const once = count(before, method, route, status) + 1
  const after = await readUntil(server, (exposition) => count(exposition, method, route, status) >= once)
  expect(count(after, method, route, status)).toBe(once)
})

describe('what is served', () => {
  test('keeps to the format and to the rules for names', async () => {
    const { faults, samples } = await read(server)
    expect(faults).toEqual([])
    expect(samples.length).toBeGreaterThan(100)
  })

  test.skipIf(!hasPromtool)('is nothing that promtool complains of', async () => {
    expect(promtoolFaults(await page(server))).toBe('')
  })

  test('goes by the names that Prometheus knows from other programs', async () => {
    const { value } = await read(server)
    const now = Date.now() / 1000
    expect(value('process_start_time_seconds')).toBeGreaterThan(now - 600)
    expect(value('process_start_time_seconds')).toBeLessThan(now)
    expect(value('process_cpu_seconds_total')).toBeLessThan(600)
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeLessThan(60)
  })
})

/** The same words to the end of time, and others each. */
const strange = (wave: string) => (number: number) => {
  const word = `${wave}-${number}"\\{}%0a`
  const method = ['GET', 'POST', 'PURGE', 'MKCOL', 'DELETE'][number % 5]
  const path = [`/${word}`, `/api/${word}`, `/api/todos/${number}`, `/?${word}`, `http://${wave}${number}.example/`][
    number % 5
  ]
  return request(`${method} ${path}`, [`X-Request-Id: ${wave}${number}`, `User-Agent: ${word}`]).replace(
    'Host: localhost',
    `Host: ${wave}${number}.example`,
  )
}

async function flood(wave: string, times: number): Promise<void> {
  const requests = Array.from({ length: times }, (_, number) => strange(wave)(number))
  const connection = open(server.port, requests.join(''))
  for (const sent of requests) await connection.next(sent.slice(0, sent.indexOf(' ')))
  connection.socket.destroy()
}

test('whatever clients make up, no series is added', async () => {
  const sum = ({ samples }: Exposition) =>
    samples.filter(({ name }) => name === total).reduce((all, { value }) => all + value, 0)
  await flood('first', 50)
  const before = await read(server)
  await flood('second', 3000)
  const after = await readUntil(server, (exposition) => sum(exposition) >= sum(before) + 3000)
  expect(namesOf(after).filter((name) => !namesOf(before).includes(name) && !/"\/metrics"/.test(name))).toEqual([])
  expect(after.faults).toEqual([])
})

test('each of pipelined requests is counted, and none is left in flight', async () => {
  const before = await read(server)
  const connection = open(server.port, request('GET /api/todos').repeat(500))
  for (let times = 0; times < 500; times += 1) await connection.next()
  const wanted = count(before, 'GET', '/api/todos', '200') + 500
  const after = await readUntil(server, (exposition) => count(exposition, 'GET', '/api/todos', '200') >= wanted)
  expect(count(after, 'GET', '/api/todos', '200')).toBe(wanted)
  expect(after.value('http_requests_in_flight')).toBe(1) // the reading itself
  connection.socket.destroy()
})

test('requests that their clients give up are in flight until then, and counted as such', async () => {
  const before = await read(server)
  const half = request('POST /api/todos', ['Content-Type: application/json', 'Content-Length: 100'])
  const connections = Array.from({ length: 40 }, () => open(server.port, half))
  const during = await readUntil(server, ({ value }) => value('http_requests_in_flight') === 41)
  expect(during.value('http_connections_open')).toBeGreaterThanOrEqual(41)
  for (const { socket } of connections) socket.resetAndDestroy()
  const after = await readUntil(server, ({ value }) => value('http_requests_in_flight') === 1)
  expect(count(after, 'POST', '/api/todos', 'aborted') - count(before, 'POST', '/api/todos', 'aborted')).toBe(40)
  await readUntil(server, ({ value }) => value('http_connections_open') === 1)
})

describe('what never becomes a whole request', () => {
  test.each([
    ['noise', 'noise\r\n\r\n', '400'],
    ['too many headers', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
    ['a tunnel', 'CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n', '501'],
  ])('is counted apart: %s', async (_, bytes, status) => {
    const refused = ({ value }: Exposition) => value('http_requests_refused_total', { status }) ?? 0
    const before = await read(server)
    expect(String((await ask(server.port, bytes)).status)).toBe(status)
    expect(refused(await read(server))).toBe(refused(before) + 1)
  })

  test('is counted as a request when that has begun', async () => {
    const before = await read(server)
    const head = request('POST /api/todos', ['Content-Type: application/json', 'Transfer-Encoding: chunked'])
    expect((await ask(server.port, `${head}no chunk\r\n`)).status).toBe(400)
    const counted = (exposition: Exposition) => count(exposition, 'POST', '/api/todos', '400')
    const after = await readUntil(server, (exposition) => counted(exposition) > counted(before))
    const status = { status: '400' }
    expect(after.value('http_requests_refused_total', status)).toBe(before.value('http_requests_refused_total', status))
  })
})

test('readings are for who has the token, in production or where one is set', async () => {
  const token = '0123456789abcdef'
  const closed = await project.start({ NODE_ENV: 'production', HOST: '127.0.0.1' })
  const exposed = await project.start({ HOST: '0.0.0.0' })
  const guarded = await project.start({ METRICS_TOKEN: token })
  const status = async ({ port }: RunningServer, ...lines: string[]) =>
    (await ask(port, request('GET /metrics', [...lines, ...close]))).status
  expect(await status(closed)).toBe(401)
  expect(await status(exposed)).toBe(401)
  expect(await status(closed, 'Authorization: Bearer undefined')).toBe(401)
  expect(await status(closed, 'X-Forwarded-For: 127.0.0.1')).toBe(401)
  expect(await status(guarded)).toBe(401)
  expect(await status(guarded, `Authorization: Bearer ${token}0`)).toBe(401)
  expect(await status(guarded, `Authorization: Bearer ${token}`)).toBe(200)
  const answer = await ask(guarded.port, request('GET /metrics', close))
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(String(answer.body)).not.toContain('process_')
  await guarded.stop('SIGTERM')
  expect(guarded.lines.join('\n')).not.toContain(token)
})

test('a malformed token stops the start, and is not told to whoever reads the log', async () => {
  const failed = project.start({ METRICS_TOKEN: 'hunter2 hunter2 hunter2' })
  await expect(failed).rejects.toThrow(/:\nMETRICS_TOKEN is not valid: it must be [^\n]+$/)
  await expect(failed).rejects.not.toThrow('hunter2')
})

test('readings are no matter of the rate limit, and no news at level info', async () => {
  const limited = await project.start({ RATE_LIMIT_MAX: '1' })
  const statuses: number[] = []
  for (const path of ['/api/todos', '/api/todos', '/metrics', '/metrics?x', '/api/todos']) {
    statuses.push((await ask(limited.port, request(`GET ${path}`, close))).status)
  }
  expect(statuses).toEqual([200, 429, 200, 200, 429])
  await readUntil(limited, (exposition) => count(exposition, 'GET', '/api/todos', '429') === 2)
  await limited.stop('SIGTERM')
  expect(limited.lines.filter((line) => line.includes('"/metrics'))).toEqual([])
})

test('where there is no router, pages are counted by their own names', async () => {
  const small = makeProject(answersFor(realPack, ['metrics'], 20))
  const plain = await small.start()
  for (const path of ['/', '/', '/x']) await ask(plain.port, request(`GET ${path}`, close))
  const exposition = await readUntil(plain, (seen) => count(seen, 'GET', 'none', '404') === 1)
  expect(count(exposition, 'GET', '/', '200')).toBe(2)
  expect(exposition.faults).toEqual([])
  small.remove()
})

test('measuring keeps no process alive', () => {
  const code =
    "import { processFamilies } from './dist/middleware/metrics/process.js'; console.log(processFamilies().length)"
  const options = { cwd: project.directory, timeout: 20_000 }
  expect(Number(execFileSync(process.execPath, ['--input-type=module', '--eval', code], options))).toBeGreaterThan(8)
})
