import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, open, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject
let server: RunningServer
/** The validators of the file of ten digits. */
let etag: string
const lastModified = 'Mon, 06 May 2024 07:08:09 GMT'

beforeAll(async () => {
  project = makeStaticProject()
  server = await project.start()
  etag = (await ask(server.port, request('GET /ten.txt'))).headers.get('etag') ?? ''
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (...headers: string[]) => request('GET /ten.txt', headers)
const digits = '0123456789'

const part = (id: string, range: string, first: number, last: number, ...headers: string[]): Row => ({
  id,
  what: [range, ...headers].join(', '),
  send: get(`Range: ${range}`, ...headers),
  status: 206,
  headers: {
    'content-range': new RegExp(`^bytes ${first}-${last}/10$`),
    'content-length': new RegExp(`^${last - first + 1}$`),
    'content-type': /^text\/plain; charset=utf-8$/,
    'accept-ranges': /^bytes$/,
  },
  body: new RegExp(`^${digits.slice(first, last + 1)}$`),
  connection: 'open',
})
const whole = (id: string, ...headers: string[]): Row => ({
  id,
  what: headers.join(', '),
  send: get(...headers),
  status: 200,
  headers: { 'content-range': null, 'content-length': /^10$/ },
  body: /^0123456789$/,
  connection: 'open',
})
const unsatisfiable = (id: string, range: string): Row => ({
  id,
  what: range,
  send: get(`Range: ${range}`),
  status: 416,
  headers: { 'content-range': /^bytes \*\/10$/, etag: null, 'last-modified': null },
  connection: 'open',
})

const rows: Row[] = [
  part('F1', 'bytes=0-0', 0, 0),
  part('F2', 'bytes=2-5', 2, 5),
  part('F2', 'bytes=5-', 5, 9),
  part('F2', 'bytes=9-', 9, 9),
  part('F2', 'bytes=0-', 0, 9),
  part('F2', 'bytes=0-9', 0, 9),
  part('F2', 'bytes=3-99', 3, 9),
  part('F2', 'bytes=0-99999999999999999999', 0, 9),
  part('F2', 'bytes=000-0001', 0, 1),
  part('F3', 'bytes=-3', 7, 9),
  part('F3', 'bytes=-10', 0, 9),
  ...['10-', '50-60', '10-10', '-0', '99999999999999999999-', '-00', '10-99999999999999999999'].map((range) =>
    unsatisfiable('F5', `bytes=${range}`),
  ),
  part('F6', 'bytes=-999', 0, 9),
  part('F6', 'bytes=-99999999999999999999', 0, 9),
  ...[
    'bytes=5-2',
    'bytes=-',
    'bytes=',
    'bytes',
    'bytes 0-1',
    'bytes=0',
    'bytes=a-b',
    'bytes=0-1x',
    'bytes=0x1-2',
    'bytes=+1-2',
    'bytes=1.5-2',
    'bytes=--1',
    'bytes=1--2',
    'bytes=0-1-2',
    'bytes=\t0-1x',
    '=0-1',
    '',
    'x'.repeat(8000),
  ].map((range) => whole('F7', `Range: ${range}`)),
  ...['items=0-4', 'none', 'seconds=1-2', 'bytes2=0-1'].map((range) => whole('F9', `Range: ${range}`)),
  { ...part('F10', 'BYTES=0-1', 0, 1), status: [200, 206] },
  ...[
    '0-1,5-6',
    '0-1, 5-6',
    '0-1,2-3',
    '0-1,50-60',
    '0-,0-,0-',
    ',0-1',
    Array.from({ length: 1000 }, () => '0-').join(','),
  ].map((ranges) => whole('F11', `Range: bytes=${ranges}`)),
  whole('F11', 'Range: bytes=0-1', 'Range: bytes=5-6'),
  {
    id: 'F13',
    what: 'HEAD has no parts',
    send: request('HEAD /ten.txt', ['Range: bytes=0-1']),
    status: 200,
    headers: { 'content-range': null, 'content-length': /^10$/, 'accept-ranges': /^bytes$/ },
    connection: 'open',
  },
  {
    id: 'F13',
    what: 'nor a wrong one',
    send: request('HEAD /ten.txt', ['Range: bytes=99-']),
    status: 200,
    headers: { 'content-range': null },
    connection: 'open',
  },
  {
    id: 'F14',
    what: 'JSON has no parts',
    send: request('GET /api/todos', ['Range: bytes=0-1']),
    status: 200,
    headers: { 'content-range': null, 'accept-ranges': null },
    connection: 'open',
  },
  {
    id: 'F14',
    what: 'nor has what is created',
    send: request('POST /api/todos', ['Range: bytes=0-1', 'Content-Type: application/json'], '{"title":"a"}'),
    status: 201,
    headers: { 'content-range': null },
    connection: 'open',
  },
  {
    id: 'F15',
    what: 'the first byte of an empty file',
    send: request('GET /empty.txt', ['Range: bytes=0-0']),
    status: 416,
    headers: { 'content-range': /^bytes \*\/0$/ },
    connection: 'open',
  },
  {
    id: 'F15',
    what: 'the last byte of an empty file',
    send: request('GET /empty.txt', ['Range: bytes=-1']),
    status: [200, 416],
    connection: 'open',
  },
  part('F16', 'bytes=0-1', 0, 1, 'If-Range: <etag>'),
  whole('F16', 'Range: bytes=0-1', 'If-Range: "other"'),
  whole('F16', 'Range: bytes=0-1', 'If-Range: W/<etag>'),
  whole('F16', 'Range: bytes=0-1', 'If-Range: <etag>, "other"'),
  whole('F16', 'Range: bytes=0-1', 'If-Range: *'),
  whole('F16', 'Range: bytes=0-1', 'If-Range: garbage'),
  whole('F16', 'Range: bytes=0-1', 'If-Range:'),
  whole('F16', 'Range: bytes=99-', 'If-Range: "other"'),
  whole('F16', 'If-Range: <etag>'),
  part('F17', 'bytes=0-1', 0, 1, `If-Range: ${lastModified}`),
  whole('F17', 'Range: bytes=0-1', 'If-Range: Mon, 06 May 2024 07:08:08 GMT'),
  whole('F17', 'Range: bytes=0-1', 'If-Range: Mon, 06 May 2024 07:08:10 GMT'),
  whole('F17', 'Range: bytes=0-1', 'If-Range: Fri, 01 Jan 2100 00:00:00 GMT'),
  {
    id: 'F18',
    what: 'a 304 goes before a part',
    send: get('Range: bytes=0-1', 'If-None-Match: <etag>'),
    status: 304,
    headers: { 'content-range': null },
    connection: 'open',
  },
  {
    id: 'F18',
    what: 'a 412 goes before a part',
    send: get('Range: bytes=0-1', 'If-Match: "other"'),
    status: 412,
    headers: { 'content-range': null },
    connection: 'open',
  },
  {
    id: 'F18',
    what: 'a 412 goes before a 416',
    send: get('Range: bytes=99-', 'If-Match: "other"'),
    status: 412,
    connection: 'open',
  },
  part('F18', 'bytes=0-1', 0, 1, 'If-Match: <etag>'),
  part('F18', 'bytes=0-1', 0, 1, 'If-None-Match: "other"'),
  {
    id: 'F18',
    what: 'what is not there has no parts',
    send: request('GET /missing.txt', ['Range: bytes=0-1']),
    status: 404,
    headers: { 'content-range': null },
    connection: 'open',
  },
]

describe('a part of a file', () => {
  test.each(rows)('$id: $what', async (row) => {
    const send = String(row.send).replaceAll('<etag>', etag)
    await play({ ...row, send }, server.port)
  })

  test('F19: says of itself what the whole would, and is forgotten by the next request', async () => {
    const connection = open(server.port, get() + get('Range: bytes=0-1') + get())
    const [before, some, after] = [await connection.next(), await connection.next(), await connection.next()]
    connection.socket.destroy()
    expect([before.status, some.status, after.status]).toEqual([200, 206, 200])
    for (const name of ['date', 'etag', 'last-modified', 'cache-control', 'vary', 'content-location']) {
      expect(some.headers.has(name), name).toBe(before.headers.has(name))
      if (name !== 'date') expect(some.headers.get(name), name).toBe(before.headers.get(name))
    }
    expect(after.headers.has('content-range')).toBe(false)
    expect(after.body.toString()).toBe(digits)
  })

  test('F2: the parts of a larger file are its bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))
    project.put('large.bin', bytes)
    for (const [first, last] of [
      [0, 65_535],
      [65_535, 65_536],
      [131_071, 299_999],
      [299_999, 299_999],
    ] as const) {
      const answer = await ask(server.port, request('GET /large.bin', [`Range: bytes=${first}-${last}`]))
      expect(answer.status).toBe(206)
      expect(answer.body.equals(bytes.subarray(first, last + 1)), `${first}-${last}`).toBe(true)
    }
  })
})
