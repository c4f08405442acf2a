import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, everything, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(answersFor(realPack, ['resource'], 20))
  server = await project.start()
  await ask(server.port, request('POST /api/todos', ['Content-Type: application/json'], '{"title":"one"}'))
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const rows: Row[] = [
  { id: 'B1', what: 'an unknown path', send: request('GET /nope'), status: 404, connection: 'open' },
  { id: 'B1', what: 'a path with markup', send: request('GET /<script>'), status: 404, body: /^[^<]*$/ },
  {
    id: 'B2',
    what: 'PUT on a collection',
    send: request('PUT /api/todos'),
    status: 405,
    headers: { allow: /^GET, HEAD, OPTIONS, POST$/ },
  },
  { id: 'D23', what: 'DELETE on a collection', send: request('DELETE /api/todos'), status: 405, connection: 'open' },
  {
    id: 'B2',
    what: 'POST on an item',
    send: request('POST /api/todos/1'),
    status: 405,
    headers: { allow: /^DELETE, GET, HEAD, OPTIONS, PATCH, PUT$/ },
  },
  { id: 'B4', what: 'HEAD of an unknown path', send: request('HEAD /nope'), status: 404, connection: 'open' },
  {
    id: 'B5',
    what: 'OPTIONS',
    send: request('OPTIONS /api/todos'),
    status: 204,
    body: '',
    headers: { allow: /POST/, 'content-length': null, 'content-type': null, 'transfer-encoding': null },
    connection: 'open',
  },
  {
    id: 'D18',
    what: 'OPTIONS of an item',
    send: request('OPTIONS /api/todos/1'),
    status: 204,
    headers: { 'accept-patch': /merge-patch/ },
  },
  { id: 'B6', what: 'OPTIONS of an unknown path', send: request('OPTIONS /nope'), status: 404 },
  { id: 'B7', what: 'an empty query', send: request('GET /api/todos?'), status: 200 },
  { id: 'B7', what: 'a query with a bad escape', send: request('GET /api/todos/1?y=%'), status: 200 },
  { id: 'B7', what: 'a query nobody reads', send: request('GET /api/todos/1?x=1'), status: 200 },
  {
    id: 'D29',
    what: 'an unknown parameter of a list',
    send: request('GET /api/todos?x=1'),
    status: 400,
    body: /"x"/,
  },
  {
    id: 'B8',
    what: 'a second question mark',
    send: request('GET /api/todos?title=1?b=2'),
    status: 200,
    body: /"total":0/,
  },
  { id: 'B9', what: 'a parameter twice', send: request('GET /api/todos?limit=1&limit=2'), status: 400 },
  { id: 'B12', what: 'plus and %20 in a query', send: request('GET /api/todos?title=o+n%20e'), status: 200 },
  { id: 'B12', what: 'plus in a path', send: request('GET /api/todos/1+0'), status: 404 },
  ...[
    '/api/todos/%',
    '/api/todos/%E0%A4%A',
    '/%c0%af',
    '/%zz',
    '/nope/%ff',
    '/api/todos/%00',
    '/api/todos/%0d%0aX',
  ].map(
    (target): Row => ({
      id: 'B13 B16',
      what: target,
      send: request(`GET ${target}`),
      status: 400,
      connection: 'open',
      headers: { x: null },
    }),
  ),
  ...[
    '/api/todos/a%2Fb',
    '/api/todos%2F1',
    '/API/TODOS',
    '/api/Todos',
    '/api/todos/',
    '/api/todos/1/',
    '/api/todos//1',
    '/api/todos;x=1',
    '/api/todos/1;x',
    `/api/todos/${'9'.repeat(101)}`,
  ].map(
    (target): Row => ({
      id: 'B14 B18 B19 B20 B24 B26',
      what: target,
      send: request(`GET ${target}`),
      status: 404,
      headers: { location: null },
    }),
  ),
  { id: 'B21', what: 'an escaped letter', send: request('GET /api/%74odos/1'), status: 200, body: /"one"/ },
  ...['__proto__', 'constructor', 'toString'].map(
    (name): Row => ({ id: 'B23', what: `a path /${name}`, send: request(`GET /${name}`), status: 404 }),
  ),
]

describe('a path', () => {
  test.each(rows)('$id: $what', (row) => play(row, server.port, '/api/todos'))

  test.each(['/api/todos', '/api/todos/1', '/nope'])('B3: HEAD %s has the headers of GET and no body', async (path) => {
    const get = await ask(server.port, request(`GET ${path}`))
    const connection = open(server.port, request(`HEAD ${path}`) + request('GET /api/todos/1'))
    const head = await connection.next('HEAD')
    expect(head.status).toBe(get.status)
    const names = (headers: ReadonlyMap<string, string>) => [...headers].filter(([name]) => name !== 'date')
    expect(names(head.headers)).toEqual(names(get.headers))
    expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
  })
})

describe('a path with needless escapes (RFC 3986 section 6.2.2.2)', () => {
  let full: Project
  let all: RunningServer

  beforeAll(async () => {
    full = makeProject(everything(realPack, 20))
    all = await full.start()
  })

  afterAll(async () => {
    await all.stop()
    full.remove()
  })

  test.each([
    ['/%68ealth', 200],
    ['/re%61dy', 200],
    ['/%6Detrics', 200],
    ['/%64ocs', 200],
    ['/openapi%2ejson', 200],
    ['/hello/%41da', 200],
    ['/api/%74odo%73', 200],
    ['/%61pi/%74odos/%31', 404],
    ['/%73tyle.css', 200],
    ['/health%2f', 404],
    ['/%2568ealth', 404],
  ])('%s: %i', async (target, status) => {
    expect((await ask(all.port, request(`GET ${target}`))).status).toBe(status)
  })

  test('is counted in the metrics as the path without them', async () => {
    await ask(all.port, request('GET /%61pi/%74odos?page=1'))
    const text = (await ask(all.port, request('GET /metrics'))).body.toString()
    expect(text).toContain('route="/api/todos"')
    expect(text).not.toContain('%')
  })
})
