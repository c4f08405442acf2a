import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, everything, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { measureMemory, memoryProbe } from './process-state.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(everything(realPack, 20))
})

afterAll(() => project.remove())

const json = 'Content-Type: application/json'
const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const forwarded = (addresses: string) => `X-Forwarded-For: ${addresses}`

/** A server whose client has no request left. */
async function startUsedUp(max = 1): Promise<RunningServer> {
  const server = await project.start({ RATE_LIMIT_MAX: String(max) })
  for (let count = 0; count < max; count += 1) {
    expect((await ask(server.port, get('/api/todos'))).status).toBe(200)
  }
  return server
}

describe('a client', () => {
  test('I1 I3: is told what is left, and refused when nothing is', async () => {
    const server = await project.start({ RATE_LIMIT_MAX: '3', RATE_LIMIT_WINDOW_MS: '30000' })
    for (const left of [2, 1, 0]) {
      const { status, headers } = await ask(server.port, get('/api/todos'))
      expect(status).toBe(200)
      expect(headers.get('ratelimit-policy')).toBe('"default";q=3;w=30')
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"default";r=${left};t=(?:30|[12]\\d)$`))
      for (const name of headers.keys()) expect(name).not.toMatch(/^x-ratelimit|^retry-after/)
    }
    const { status, headers, body } = await ask(server.port, get('/api/todos'))
    expect(status).toBe(429)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(headers.get('retry-after')).toMatch(/^(?:30|[12]\d)$/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('ratelimit')).toMatch(/^"default";r=0;t=(?:30|[12]\d)$/)
    expect(JSON.parse(body.toString())).toMatchObject({ status: 429, title: 'Too Many Requests' })
    await server.stop()
  })

  test('I1: is never told to come back at once', async () => {
    const server = await project.start({ RATE_LIMIT_MAX: '1', RATE_LIMIT_WINDOW_MS: '200' })
    await ask(server.port, get('/api/todos'))
    const { headers } = await ask(server.port, get('/api/todos'))
    expect(headers.get('retry-after')).toBe('1')
    expect(headers.get('ratelimit-policy')).toBe('"default";q=1;w=1')
    await server.stop()
  })

  test('I2: is served again in each next window, however often it asked in this one', async () => {
    const server = await project.start({ RATE_LIMIT_MAX: '2', RATE_LIMIT_WINDOW_MS: '500' })
    let seen = ''
    while (!/(served served (refused )+){3}served $/.test(seen)) {
      const { status } = await ask(server.port, get('/api/todos'))
      seen += status === 200 ? 'served ' : 'refused '
      expect([200, 429]).toContain(status)
      expect(seen).not.toContain('served served served')
    }
    await server.stop()
  })
})

describe('every request counts', () => {
  test.each([
    ['I9', 'of nothing', request('GET /nope')],
    ['I9', 'of a file that is missing', request('GET /missing.css')],
    ['I9', 'of the docs', request('GET /docs')],
    ['I9', 'that nothing serves', request('PROPFIND /nope')],
    ['I9', 'with a method that the path does not serve', request('PUT /api/todos')],
    ['I9', 'that is refused for its body', request('POST /api/todos', [json], '{')],
    ['I9', 'of the whole server', request('OPTIONS *')],
    ['I13', 'with a malformed escape', request('GET /%zz')],
    ['I13', 'with a control character in its path', request('GET /a%00b')],
    ['I13', 'with a malformed host in its target', request('GET http://a%20b:x/')],
    ['I13', 'with a malformed host', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['I13', 'without a host', 'GET / HTTP/1.1\r\n\r\n'],
    ['I13', 'with two hosts', 'GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['I13', 'with an unknown expectation', request('GET /api/todos', ['Expect: more'])],
    ['I13', 'with an unknown transfer coding', request('POST /api/todos', ['Transfer-Encoding: gzip, chunked'])],
    ['I10', 'of options that is no preflight', request('OPTIONS /api/todos')],
    ['I10', 'that looks like a health check', request('GET /health/')],
    ['I10', 'that looks like a health check', request('GET /api/health')],
    ['I10', 'that looks like a preflight', request('OPTIONS /api/todos', ['Access-Control-Request-Method: PUT'])],
  ])('%s: %s', async (_id, _what, bytes) => {
    const server = await project.start({ RATE_LIMIT_MAX: '2' })
    for (const left of [1, 0]) expect((await ask(server.port, bytes)).headers.get('ratelimit')).toContain(`;r=${left};`)
    expect((await ask(server.port, bytes)).status).toBe(429)
    expect((await ask(server.port, get('/api/todos'))).status).toBe(429)
    await server.stop()
  })
})

test('I9: files of pages count neither before the limit nor beyond it', async () => {
  const server = await project.start({ RATE_LIMIT_MAX: '1' })
  const files = async () => {
    for (const bytes of [get('/'), get('/style.css'), request('HEAD /style.css'), get('/style.css?x=1')]) {
      const { status, headers } = await ask(server.port, bytes)
      expect(status).toBe(200)
      expect(headers.has('ratelimit')).toBe(false)
    }
  }
  await files()
  expect((await ask(server.port, get('/api/todos'))).status).toBe(200)
  expect((await ask(server.port, get('/api/todos'))).status).toBe(429)
  expect((await ask(server.port, get('/missing.css'))).status).toBe(429)
  await files()
  await server.stop()
})

test('I9: a guess at the token of the metrics counts, and a reading with the right one does not', async () => {
  const server = await project.start({ RATE_LIMIT_MAX: '2', METRICS_TOKEN: 'abcdefghijklmnop' })
  const right = get('/metrics', 'Authorization: Bearer abcdefghijklmnop')
  const wrong = get('/metrics', 'Authorization: Bearer ponmlkjihgfedcba')
  const sent = [right, wrong, get('/metrics'), wrong, get('/metrics'), get('/%6Detrics'), right]
  const statuses: number[] = []
  for (const bytes of sent) statuses.push((await ask(server.port, bytes)).status)
  expect(statuses).toEqual([200, 401, 401, 429, 429, 429, 200])
  await server.stop()
})

describe('a client over its limit', () => {
  let server: RunningServer

  beforeAll(async () => {
    server = await startUsedUp()
  })

  afterAll(() => server.stop())

  // A connection whose body is refused is held for five seconds: several wait at a time.
  test.concurrent.each<Row>([
    { id: 'I10', what: 'asks whether the process works', send: get('/health'), status: 200 },
    { id: 'I10', what: 'asks so with a query', send: get('/health?x=1'), status: 200 },
    { id: 'I10', what: 'asks so with the whole URL', send: get('http://a/health'), status: 200 },
    { id: 'I10', what: 'asks for no more than the head', send: request('HEAD /health'), status: 200 },
    { id: 'I10', what: 'asks whether it is ready', send: get('/ready'), status: 200 },
    {
      id: 'I10 H11',
      what: 'asks what a script may do',
      send: request('OPTIONS /api/todos', ['Origin: https://a.example', 'Access-Control-Request-Method: PUT']),
      status: 204,
    },
    {
      id: 'I13',
      what: 'sends a request with an unknown transfer coding, and no more over this connection',
      send: request('POST /api/todos', ['Transfer-Encoding: gzip, chunked']).concat('0\r\n\r\n', get('/health')),
      status: 429,
      connection: 'close',
    },
    {
      id: 'I1',
      what: 'is refused and may ask on over this connection',
      send: get('/api/todos'),
      status: 429,
      headers: { 'retry-after': /^[1-9]\d*$/ },
      connection: 'open',
    },
    { id: 'I1', what: 'is refused by HEAD', send: request('HEAD /api/todos'), status: 429 },
    {
      id: 'I4',
      what: 'says to be somebody else',
      send: get(
        '/api/todos',
        forwarded('1.2.3.4'),
        'X-Real-IP: 1.2.3.4',
        'Forwarded: for=1.2.3.4',
        'Client-IP: 1.2.3.4',
      ),
      status: 429,
    },
    {
      id: 'I11 A30',
      what: 'asks to send 100 MB',
      send: request('POST /api/todos', [json, 'Expect: 100-continue', 'Content-Length: 100000000']),
      status: 429,
      connection: 'close',
    },
    {
      id: 'I11',
      what: 'begins to send 100 MB',
      send: request('POST /api/todos', [json, 'Content-Length: 100000000']).concat('x'.repeat(100_000)),
      status: 429,
      connection: 'close',
    },
  ])('$id: $what', (row) => play(row, server.port, '/health'))

  test('I11: who never stops writing is cut off', async () => {
    const connection = open(server.port, request('POST /api/todos', [json, 'Content-Length: 1000000000']))
    expect((await connection.next('POST')).status).toBe(429)
    const chunk = Buffer.alloc(65_536, 'x')
    let written = 0
    const write = () => {
      while (written < 500_000_000 && connection.socket.write(chunk)) written += chunk.length
    }
    connection.socket.on('drain', write)
    write()
    await connection.closed()
    expect(written).toBeLessThan(100_000_000)
    connection.socket.destroy()
  })
})

describe('whose request it is', () => {
  const trusted = '127.0.0.1, 10.0.0.0/8, 2001:db8:ff::/48'
  let server: RunningServer

  beforeAll(async () => {
    server = await project.start({ RATE_LIMIT_MAX: '1000000', TRUST_PROXY: trusted })
  })

  afterAll(() => server.stop())

  /** Requests that the client of this one has left. */
  async function left(port: number, ...headers: string[]): Promise<number> {
    const answer = await ask(port, get('/api/todos', ...headers))
    return Number(/;r=(\d+);/.exec(answer.headers.get('ratelimit') ?? '')?.[1])
  }

  test.each([
    ['I5', 'the one before the proxy', '1.1.1.1, 2.2.2.2', '2.2.2.2'],
    ['I5', 'the one before all trusted proxies', '1.1.1.1, 2.2.2.3, 10.1.2.3, 10.255.0.1', '2.2.2.3'],
    ['I5', 'the first, where all are trusted', '10.0.0.7, 10.0.0.8', '10.0.0.7'],
    ['I5', 'the one before a proxy in IPv6', '3.3.3.3, 2001:db8:ff:1::1', '3.3.3.3'],
    ['I5', 'with a port', '4.4.4.4:5678', '4.4.4.4'],
    ['I5', 'in brackets, with a port', '[2001:db8:0:9::1]:443', '2001:db8:0:9::1'],
    ['I5', 'behind spaces and tabs', ' \t5.5.5.5\t ', '5.5.5.5'],
    ['I6', 'mapped into IPv6', '::ffff:6.6.6.6', '6.6.6.6'],
    ['I6', 'mapped into IPv6, in capitals and hex', '::FFFF:0707:0707', '7.7.7.7'],
    ['I6', 'another of its /64', '2001:db8:0:1::1', '2001:db8:0:1:ffff:ffff:ffff:fffe'],
    ['I6', 'the same in another spelling', '2001:0DB8:0000:0002:0:0:0:1', '2001:db8:0:2::5'],
    ['I6', 'a mapped proxy', '8.8.8.8, ::ffff:10.0.0.1', '8.8.8.8'],
    ['I6', 'with a zone', 'fe80::1%eth0', 'fe80::1'],
  ])('%s: %s: %s', async (_id, _what, one, other) => {
    const first = await left(server.port, forwarded(one))
    expect(await left(server.port, forwarded(other))).toBe(first - 1)
    expect(first).toBe(999_999)
  })

  test.each([
    ['I5', 'two headers', [forwarded('1.1.1.1'), forwarded('9.9.9.1')], [forwarded('9.9.9.1')]],
    ['I5', 'other headers', ['X-Real-IP: 9.9.9.2', 'Forwarded: for=9.9.9.2'], []],
    ['I5', 'no address', [forwarded('unknown')], []],
    ['I5', 'no address behind one', [forwarded('9.9.9.3, unknown')], []],
    ['I5', 'markup', [forwarded('<script>')], []],
    ['I5', 'a number out of bounds', [forwarded('9.9.9.999')], []],
    ['I5', 'nothing behind a comma', [forwarded('9.9.9.4,')], []],
    ['I5', 'nothing at all', [forwarded('')], []],
    ['I5', 'ten thousand commas', [forwarded(','.repeat(10_000))], []],
  ])('%s: as little of %s as can be believed', async (_id, _what, headers, same) => {
    const first = await left(server.port, ...headers)
    expect(await left(server.port, ...same)).toBe(first - 1)
  })

  test.each([
    ['I6', '2001:db8:0:3::1', '2001:db8:0:4::1'],
    ['I6', '2001:db8::5:0:0:0:1', '2001:db8:0:6::1'],
    ['I5', '11.0.0.1', '11.0.0.2'],
  ])('%s: %s and %s are two clients', async (_id, one, other) => {
    expect(await left(server.port, forwarded(one))).toBe(999_999)
    expect(await left(server.port, forwarded(other))).toBe(999_999)
  })

  test('I5: not what an untrusted peer says', async () => {
    const strict = await project.start({ RATE_LIMIT_MAX: '5', TRUST_PROXY: '10.0.0.0/8, 192.0.2.1' })
    for (const [index, max] of [4, 3, 2].entries()) {
      expect(await left(strict.port, forwarded(`1.1.1.${index}, 10.0.0.1`))).toBe(max)
    }
    await strict.stop()
  })

  test('I6: one address is one client over either family', async () => {
    const both = await project.start({ RATE_LIMIT_MAX: '5', TRUST_PROXY: '127.0.0.1', HOST: '::' })
    expect(await left(both.port)).toBe(4) // seen as ::ffff:127.0.0.1
    expect(await left(both.port, forwarded('127.0.0.1'))).toBe(3)
    expect(await left(both.port, forwarded('::ffff:127.0.0.1'))).toBe(2)
    await both.stop()
  })
})

describe('a proxy that is not trusted', () => {
  test.each([
    ['X-Forwarded-For', forwarded('1.1.1.1')],
    ['Forwarded', 'Forwarded: for=1.1.1.1'],
  ])('is warned of once: %s', async (_, header) => {
    const server = await project.start()
    for (let times = 0; times < 2; times += 1) await ask(server.port, get('/api/todos', header))
    await ask(server.port, get('/nope'))
    await server.line(/"url":"\/nope"/)
    const [line = '{}', ...more] = server.lines.filter((text) => text.includes('TRUST_PROXY'))
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', msg: expect.stringMatching(/TRUST_PROXY=127\.0\.0\.1$/) })
    expect(more).toEqual([])
    await server.stop()
  })

  test.each([
    ['is trusted', '127.0.0.1', forwarded('1.1.1.1')],
    ['is none', '', 'X-Other: 1'],
  ])('is not warned of when it %s', async (_, trusted, header) => {
    const server = await project.start({ TRUST_PROXY: trusted })
    await ask(server.port, get('/nope', header))
    await server.line(/"url":"\/nope"/)
    expect(server.lines.join()).not.toContain('TRUST_PROXY')
    await server.stop()
  })
})

test('half a request counts, and a connection on which nothing came does not', async () => {
  const server = await project.start({ RATE_LIMIT_MAX: '2', HEADERS_TIMEOUT_MS: '300' })
  expect(await open(server.port).closed()).toHaveLength(0)
  expect((await ask(server.port, get('/nope'))).headers.get('ratelimit')).toContain(';r=1;')
  expect((await ask(server.port, 'GET / HTT')).status).toBe(408)
  expect((await ask(server.port, get('/nope'))).status).toBe(429)
  await server.stop()
})

test.each([
  ['a file', 'GET /style.css'],
  ['an item', 'GET /api/todos/1'],
  ['an upload', 'POST /api/todos'],
])('%s whose body is malformed counts once, whenever it is noticed', async (_, line) => {
  const server = await project.start({ RATE_LIMIT_MAX: '1000' })
  const head = request(line, [json, 'Transfer-Encoding: chunked'])
  const malformed = 'no size\r\n'
  const inOnePiece = () => open(server.port, head + malformed).closed()
  const inTwoPieces = async () => {
    const connection = open(server.port, head)
    connection.socket.setNoDelay(true)
    await setImmediate()
    connection.socket.write(malformed)
    await connection.closed()
  }
  await Promise.all([...Array(20).fill(inOnePiece), ...Array(20).fill(inTwoPieces)].map((send) => send()))
  expect((await ask(server.port, get('/nope'))).headers.get('ratelimit')).toContain(';r=959;')
  await server.stop()
})

describe('I7 I8: a hundred thousand addresses', () => {
  let small: Project
  let server: RunningServer

  beforeAll(async () => {
    small = makeProject(answersFor(realPack, ['rate-limit'], 20), memoryProbe)
    server = await small.start({ RATE_LIMIT_MAX: '2', RATE_LIMIT_WINDOW_MS: '600000', TRUST_PROXY: '127.0.0.1' })
  })

  afterAll(async () => {
    await server.stop()
    small.remove()
  })

  const from = (address: string) => ask(server.port, get('/', forwarded(address)))
  const address = (index: number) => `20.${index >> 16}.${(index >> 8) & 255}.${index & 255}`

  test('are all served, forgotten in time, and free nobody who is refused', async () => {
    const empty = await measureMemory(server)
    for (const status of [200, 200, 429]) expect((await from('198.51.100.1')).status).toBe(status)
    expect((await from('198.51.100.2')).headers.get('ratelimit')).toContain(';r=1;')

    expect(await flood(server.port, 0, 100_000, address)).toEqual({ 200: 100_000 })
    // Used up: remembered. One request left: forgotten, for a hundred thousand have come since.
    expect((await from('198.51.100.1')).status).toBe(429)
    expect((await from('198.51.100.2')).headers.get('ratelimit')).toContain(';r=1;')
    expect((await from(address(99_999))).headers.get('ratelimit')).toContain(';r=0;')

    const full = await measureMemory(server)
    expect(await flood(server.port, 100_000, 200_000, address)).toEqual({ 200: 100_000 })
    // A hundred thousand more would be as much again.
    const later = await measureMemory(server)
    expect(later.live - full.live).toBeLessThan((full.live - empty.live) / 2)
    expect((await from('198.51.100.1')).status).toBe(429)
    expect((await from('198.51.100.3')).status).toBe(200)
  })

  test('each refused, lock no newcomer out', async () => {
    const strict = await small.start({ RATE_LIMIT_MAX: '1', TRUST_PROXY: '127.0.0.1' })
    expect(await flood(strict.port, 0, 100_500, address)).toEqual({ 200: 100_500 })
    expect((await ask(strict.port, get('/', forwarded('198.51.100.4')))).status).toBe(200)
    expect((await ask(strict.port, get('/', forwarded('198.51.100.4')))).status).toBe(429)
    expect((await ask(strict.port, get('/', forwarded(address(100_499))))).status).toBe(429)
    await strict.stop()
  })
})

test.each([
  ['I12', 'RATE_LIMIT_MAX', '0'],
  ['I12', 'RATE_LIMIT_MAX', '-1'],
  ['I12', 'RATE_LIMIT_MAX', 'NaN'],
  ['I12', 'RATE_LIMIT_MAX', '1.5'],
  ['I12', 'RATE_LIMIT_WINDOW_MS', '0'],
  ['I12', 'RATE_LIMIT_WINDOW_MS', '1m'],
  ['N10', 'TRUST_PROXY', '1'],
  ['N10', 'TRUST_PROXY', 'true'],
  ['N10', 'TRUST_PROXY', 'proxy.example'],
  ['N10', 'TRUST_PROXY', '10.0.0.0/33'],
  ['N10', 'TRUST_PROXY', '10.0.0.0/'],
  ['N10', 'TRUST_PROXY', '::1/129'],
  ['N10', 'TRUST_PROXY', '10.0.0.0/8,'],
])('%s: %s=%s stops the start with one line', async (_id, name, value) => {
  await expect(project.start({ [name]: value })).rejects.toThrow(
    new RegExp(`:\n${name}=${value} is not valid: it must be [^\n]+$`),
  )
})

/** Sends one request from each address, many at a time. Resolves to how often each status came. */
async function flood(port: number, begin: number, end: number, address: (index: number) => string) {
  const statuses: Record<string, number> = {}
  const connections = 4
  const batch = 500
  let next = begin
  async function send(): Promise<void> {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1')
    let awaited = 0
    const more = () => {
      awaited = Math.min(batch, end - next)
      let bytes = ''
      for (const last = next + awaited; next < last; next += 1) bytes += get('/', forwarded(address(next)))
      if (awaited === 0) socket.end()
      else socket.write(bytes)
    }
    more()
    let rest = ''
    for await (const chunk of socket) {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const status = /HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]
        if (status === undefined) continue
        statuses[status] = (statuses[status] ?? 0) + 1
        awaited -= 1
      }
      if (awaited === 0) more()
    }
  }
  await Promise.all(Array.from({ length: connections }, send))
  return statuses
}
