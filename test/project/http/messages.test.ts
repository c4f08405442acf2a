import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(answersFor(realPack, ['resource', 'cors'], 20))
  server = await project.start()
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const withHost = (host: string) => `GET /api/todos HTTP/1.1\r\nHost:${host}\r\n\r\n`
const post = (headers: readonly string[], body = '') =>
  ['POST /api/todos HTTP/1.1', 'Host: a', 'Content-Type: application/json', ...headers, '', body].join('\r\n')
const chunked = (body: string) => post(['Transfer-Encoding: chunked'], body)

const rows: Row[] = [
  { id: 'A1', what: 'no Host', send: 'GET / HTTP/1.1\r\n\r\n', status: 400, connection: 'close' },
  {
    id: 'A2',
    what: 'two Hosts',
    send: 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    status: 400,
    connection: 'close',
  },
  {
    id: 'A2',
    what: 'one Host twice',
    send: 'GET / HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n',
    status: 400,
    connection: 'close',
  },
  ...[
    'a, b',
    'user@a',
    'a/path',
    'foo|bar',
    'a b',
    '[::1',
    'a:99999',
    'a:x',
    '[]',
    '[1.2.3.4.5]',
    '[:::::]',
    'a"><script>',
    'a?b',
    'a\\b',
    '',
  ].map((host): Row => ({ id: 'A3', what: `Host "${host}"`, send: withHost(` ${host}`), status: 400 })),
  ...['a', 'a.b:80', '[::1]:3000', '127.0.0.1', 'a:', 'xn--nxasmq6b.example', 'a_b'].map(
    (host): Row => ({ id: 'A3', what: `Host "${host}", which is fine`, send: withHost(` ${host}`), status: 200 }),
  ),
  {
    id: 'A5',
    what: 'HTTP/1.0',
    send: 'GET /api/todos HTTP/1.0\r\n\r\n',
    status: 200,
    connection: 'close',
    headers: { 'transfer-encoding': null },
  },
  ...[
    '//',
    '///',
    '//[',
    '//evil.example/x',
    '/\\evil',
    '//api/todos',
    '/x/../api/todos',
    '/./api/todos',
    '/x/%2e%2e/api/todos',
  ].map(
    (target): Row => ({
      id: 'A6 A7 B17 B18',
      what: target,
      send: get(target),
      status: 404,
      headers: { location: null },
    }),
  ),
  { id: 'A9', what: 'a whole URL', send: get('http://localhost/api/todos'), status: 200 },
  { id: 'A9', what: 'a whole URL in capitals', send: get('HTTPS://LOCALHOST/api/todos?limit=1'), status: 200 },
  { id: 'A10', what: 'a whole URL of another host', send: get('http://other.example/api/todos'), status: 200 },
  { id: 'A9', what: 'a whole URL without a path', send: get('http://localhost'), status: [200, 404] },
  ...[
    'http:///admin',
    'http://localhost:bad/admin',
    'http://localhost#x/admin',
    'ftp://h/x',
    'http://',
    'x',
    '*',
    '/api/todos#frag',
  ].map((target): Row => ({ id: 'A12 A14 A41', what: target, send: get(target), status: 400 })),
  {
    id: 'A13',
    what: 'OPTIONS *',
    send: request('OPTIONS *'),
    status: 204,
    headers: { 'content-length': null },
    connection: 'open',
  },
  {
    id: 'A15',
    what: 'CONNECT',
    send: 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n',
    status: [405, 501],
    connection: 'close',
  },
  {
    id: 'A16',
    what: 'TRACE',
    send: request('TRACE /api/todos', ['X-Secret: 1']),
    status: 405,
    headers: { allow: /GET/ },
    check: (answer) => expect(answer.body.toString()).not.toContain('Secret'),
  },
  { id: 'A17', what: 'an unknown method', send: request('FOOBAR /'), status: [400, 501], connection: 'close' },
  { id: 'A17', what: 'a lower-case method', send: request('get /'), status: [400, 501], connection: 'close' },
  {
    id: 'A18',
    what: 'PROPFIND on a known path',
    send: request('PROPFIND /api/todos'),
    status: 405,
    headers: { allow: /^GET, HEAD, OPTIONS, POST$/ },
  },
  { id: 'A18', what: 'PROPFIND elsewhere', send: request('PROPFIND /nope'), status: [404, 501] },
  ...['HTTP/9.9', 'HTTP/1', 'http/1.1', 'HTTP/ 1.1'].map(
    (version): Row => ({
      id: 'A19',
      what: version,
      send: `GET / ${version}\r\nHost: a\r\n\r\n`,
      status: [400, 505],
      connection: 'close',
    }),
  ),
  {
    id: 'A20',
    what: 'HTTP/2.0 in clear text',
    send: 'GET / HTTP/2.0\r\nHost: a\r\n\r\n',
    status: [400, 505],
    connection: 'close',
  },
  ...[
    'GET / HTTP/1.1\nHost: a\n\n',
    get('/', 'X: a\rb'),
    get('/', 'X: a', ' b'),
    get('/', 'X : a'),
    get('/', ': a'),
    get('/', 'NoColon'),
    get('/', 'X: a\0b'),
    get('/', 'X: a\x01b'),
    get('/', 'X[]: a'),
  ].map((send): Row => ({ id: 'A21', what: JSON.stringify(send), send, status: 400, connection: 'close' })),
  {
    id: 'A22',
    what: 'a length and chunks',
    send: post(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    status: 400,
    connection: 'close',
  },
  {
    id: 'A22',
    what: 'chunks and a length',
    send: post(['transfer-ENCODING: chunked', 'Content-Length: 5'], '0\r\n\r\n'),
    status: 400,
    connection: 'close',
  },
  ...[
    '5\r\nContent-Length: 5',
    '5\r\nContent-Length: 6',
    '5, 5',
    '+5',
    '0x5',
    '-1',
    '1e3',
    'abc',
    '',
    '99999999999999999999',
  ].map(
    (length): Row => ({
      id: 'A23',
      what: `Content-Length: ${length}`,
      send: post([`Content-Length: ${length}`], '{"a":'),
      status: 400,
      connection: 'close',
    }),
  ),
  {
    id: 'A24',
    what: 'gzip, chunked',
    send: post(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'),
    status: [400, 501],
    connection: 'close',
  },
  ...['xchunked', 'gzip', 'identity', 'chunked, chunked'].map(
    (coding): Row => ({
      id: 'A25',
      what: coding,
      send: post([`Transfer-Encoding: ${coding}`], '{"title":"smuggled"}'),
      status: [400, 501],
      connection: 'close',
    }),
  ),
  {
    id: 'A25',
    what: 'a transfer coding of HTTP/1.0',
    send: post(
      ['Transfer-Encoding: chunked', 'Connection: keep-alive'],
      '14\r\n{"title":"smuggled"}\r\n0\r\n\r\n',
    ).replace('HTTP/1.1', 'HTTP/1.0'),
    status: 400,
    connection: 'close',
  },
  {
    id: 'A26',
    what: 'an empty Transfer-Encoding',
    send: post(['Transfer-Encoding: '], '{"title":"smuggled"}'),
    status: [400, 501],
    connection: 'close',
  },
  ...[
    '0x14\r\n{"title":"smuggled"}\r\n0\r\n\r\n',
    '-1\r\n\r\n0\r\n\r\n',
    '11111111111111111\r\n',
    '3\r\n{"title":"smuggled"}\r\n0\r\n\r\n',
    '14\n{"title":"smuggled"}\n0\n\n',
    '14\r\n{"title":"smuggled"}\r\nzz\r\n',
  ].map(
    (body): Row => ({
      id: 'A27',
      what: `chunks ${JSON.stringify(body)}`,
      send: chunked(body),
      status: 400,
      connection: 'close',
    }),
  ),
  {
    id: 'A28',
    what: 'a chunk extension of 20 KB',
    send: chunked(`1;${'x'.repeat(20_000)}\r\na\r\n0\r\n\r\n`),
    status: 413,
    connection: 'close',
  },
  {
    id: 'A30',
    what: 'an expectation with too much to come',
    send: post(['Expect: 100-continue', 'Content-Length: 99999999']),
    status: 413,
    connection: 'close',
  },
  {
    id: 'A30',
    what: 'an expectation on an unknown path',
    send: request('POST /nope', ['Expect: 100-continue', 'Content-Length: 9']),
    status: 404,
    connection: 'close',
  },
  {
    id: 'A30',
    what: 'an expectation with a type that is not read',
    send: request('POST /api/todos', ['Expect: 100-continue', 'Content-Length: 9', 'Content-Type: text/plain']),
    status: 415,
    connection: 'close',
  },
  { id: 'A32', what: 'another expectation', send: get('/api/todos', 'Expect: 200-ok'), status: [200, 417] },
  ...['websocket', 'h2c'].map(
    (protocol): Row => ({
      id: 'A33',
      what: `an upgrade to ${protocol}`,
      send: get('/api/todos', 'Connection: Upgrade', `Upgrade: ${protocol}`),
      status: 200,
      connection: 'close',
    }),
  ),
  { id: 'A34', what: 'a target of 8000 bytes', send: get(`/${'a'.repeat(8000)}`), status: 404, connection: 'open' },
  {
    id: 'A35',
    what: 'a target of 17 KB',
    send: get(`/${'a'.repeat(17_000)}`),
    status: [414, 431],
    connection: 'close',
  },
  { id: 'A35', what: 'headers of 17 KB', send: get('/', `X: ${'a'.repeat(17_000)}`), status: 431, connection: 'close' },
  {
    id: 'A42',
    what: 'empty lines in front',
    send: `\r\n\r\n${get('/api/todos')}`,
    status: 200,
    headers: { date: /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/ },
  },
  {
    id: 'A38',
    what: 'headers named like parts of objects',
    send: get('/api/todos', '__proto__: x', 'constructor: y', 'hasOwnProperty: z'),
    status: 200,
    connection: 'open',
  },
]

describe('a message', () => {
  // A connection whose body is refused is held for five seconds: several wait at a time.
  test.concurrent.each(rows)('$id: $what', async (row) => {
    await play(row, server.port)
    const list = await ask(server.port, get('/api/todos?title=smuggled'))
    expect(JSON.parse(list.body.toString())).toMatchObject({ total: 0 })
  })

  test('A29: trailers never become headers', async () => {
    const body = '14\r\n{"title":"trailing"}\r\n0\r\nHost: evil\r\nAuthorization: x\r\n\r\n'
    const connection = open(server.port, chunked(body) + get('/api/todos'))
    expect((await connection.next('POST')).status).toBe(201)
    expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
  })

  test('A31: a body that is welcome is asked for', async () => {
    const connection = open(server.port, post(['Expect: 100-continue', 'Content-Length: 15']))
    await new Promise((resolve) => connection.socket.once('data', resolve))
    connection.socket.write('{"title":"ask"}')
    expect((await connection.next('POST')).status).toBe(201)
    connection.socket.destroy()
  })

  const smuggled = post(['Content-Length: 20'], '{"title":"smuggled"}')
  const upgrade = 'Connection: keep-alive, Upgrade\r\nUpgrade: websocket'

  test.each([
    { what: 'in one piece', send: [get('/api/todos', upgrade) + smuggled] },
    { what: 'in pieces', send: [get('/api/todos', upgrade), smuggled] },
    {
      what: 'as the body of what was lost',
      send: [get('/api/todos', upgrade) + request('POST /api/todos', [`Content-Length: ${smuggled.length}`]), smuggled],
    },
    {
      what: 'after its body',
      send: [request('PUT /api/todos', [upgrade, 'Content-Length: 5']).concat('hello', smuggled), smuggled],
    },
    {
      what: 'after its chunks',
      send: [
        request('PUT /api/todos', [upgrade, 'Transfer-Encoding: chunked']).concat('0\r\n\r\n', smuggled),
        smuggled,
      ],
    },
    { what: 'after another', send: [get('/api/todos'), get('/api/todos', upgrade) + smuggled] },
  ])('A33: nothing after an upgrade is acted on: $what', async ({ send }) => {
    const connection = open(server.port, send[0])
    if (send.length > 1) await ask(server.port, get('/api/todos')) // by then the piece has been read
    connection.socket.write(send[1] ?? '')
    await connection.next()
    if (send[0] === get('/api/todos')) await connection.next()
    expect((await connection.closed()).length).toBe(0)
    const list = await ask(server.port, get('/api/todos?title=smuggled'))
    expect(JSON.parse(list.body.toString())).toMatchObject({ total: 0 })
  })

  test('A36: no header is dropped in silence', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => `a${index}: 1`)
    const answer = await ask(server.port, get('/api/todos', ...many, 'If-None-Match: *'))
    expect([304, 431]).toContain(answer.status)
  })

  test('A39: pipelined requests are answered in order', async () => {
    const connection = open(server.port, get('/api/todos') + get('/nope') + get('/api/todos'))
    expect([
      (await connection.next()).status,
      (await connection.next()).status,
      (await connection.next()).status,
    ]).toEqual([200, 404, 200])
    connection.socket.destroy()
  })

  test.each(['/api/todos', '/nope'])('A40: nothing behind Connection: close is acted on: %s', async (target) => {
    const connection = open(
      server.port,
      get(target, 'Connection: close') + get('/nope') + post(['Content-Length: 20'], '{"title":"smuggled"}'),
    )
    expect((await connection.next()).headers.get('connection')).toBe('close')
    expect((await connection.closed()).length).toBe(0)
    const list = await ask(server.port, get('/api/todos?title=smuggled'))
    expect(JSON.parse(list.body.toString())).toMatchObject({ total: 0 })
  })
})
