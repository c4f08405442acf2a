import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import type { Answer } from './answers.ts'
import { ask, open, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(answersFor(realPack, ['health', 'resource', 'rate-limit', 'logging', 'graceful-shutdown'], 20))
  server = await project.start({ RATE_LIMIT_MAX: '1000' })
})

afterAll(() => project.remove())

const headers = { 'content-type': /^application\/json; charset=utf-8$/, 'cache-control': /^no-store$/ }
const close = ['Connection: close']

/** Status, uptime and time, and not a word more: no version, no name of a host, no stack. */
function isReport({ body }: Answer): void {
  const report = JSON.parse(body.toString()) as Record<string, unknown>
  expect(Object.keys(report)).toEqual(['status', 'uptime', 'timestamp'])
  expect(report).toMatchObject({ status: 'ok', uptime: expect.any(Number) })
  expect(Math.abs(Date.parse(String(report.timestamp)) - Date.now())).toBeLessThan(60_000)
}

const rows: readonly Row[] = ['/health', '/ready'].flatMap((path): Row[] => [
  { id: 'O8', what: `GET ${path}`, send: request(`GET ${path}`), status: 200, headers, check: isReport },
  { id: 'O8', what: `GET ${path}?x=1`, send: request(`GET ${path}?x=1`), status: 200, headers, check: isReport },
  {
    id: 'O8',
    what: `GET http://h${path}`,
    send: request(`GET http://h${path}`),
    status: 200,
    headers,
    check: isReport,
  },
  { id: 'O8', what: `HEAD ${path}`, send: request(`HEAD ${path}`), status: 200, headers, body: '' },
  {
    id: 'O8',
    what: `POST ${path}`,
    send: request(`POST ${path}`),
    status: 405,
    headers: { allow: /^GET, HEAD, OPTIONS$/ },
  },
  {
    id: 'O8',
    what: `OPTIONS ${path}`,
    send: request(`OPTIONS ${path}`),
    status: 204,
    headers: { allow: /^GET, HEAD, OPTIONS$/ },
  },
  {
    id: 'B21',
    what: `GET ${path}, its first letter escaped`,
    send: request(`GET /%${path.charCodeAt(1).toString(16)}${path.slice(2)}`),
    status: 200,
    headers,
    check: isReport,
  },
  { id: 'O8', what: `GET ${path}/`, send: request(`GET ${path}/`), status: 404 },
])

test.each(rows)('$id: $what is answered $status', (row) => play(row, server.port))

test('I10: health checks are answered to a client that is over its limit', async () => {
  const limited = await project.start({ RATE_LIMIT_MAX: '1' })
  const statuses: number[] = []
  for (const path of ['/api/todos', '/api/todos', '/health', '/ready', '/health?x', '/api/todos']) {
    statuses.push((await ask(limited.port, request(`GET ${path}`, close))).status)
  }
  expect(statuses).toEqual([200, 429, 200, 200, 200, 429])
})

test('J12: health checks are no news at level info', async () => {
  const quiet = await project.start()
  for (const path of ['/health', '/ready', '/health?x=1', '/api/todos']) {
    await ask(quiet.port, request(`GET ${path}`, close))
  }
  await quiet.line(/"url":"\/api\/todos"/)
  expect(quiet.lines.filter((line) => /"url":"\/(?:health|ready)/.test(line))).toEqual([])
})

test('A40: nothing behind Connection: close is answered, however fast the answer was', async () => {
  const connection = open(server.port, request('GET /health', ['Connection: close']) + request('GET /nope'))
  expect((await connection.next()).status).toBe(200)
  expect(String(await connection.closed())).toBe('')
})
