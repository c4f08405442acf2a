import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(answersFor(realPack, ['resource', 'static', 'logging', 'security-headers'], 20))
  server = await project.start({ HEADERS_TIMEOUT_MS: '400', REQUEST_TIMEOUT_MS: '600' })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const good = request('GET /api/todos')
const json = 'Content-Type: application/json'

/** What Node's parser or its timers refuse, and with which status. */
const broken: readonly (readonly [what: string, bytes: string | Buffer, status: number])[] = [
  ['a line of nonsense', 'oops\r\n\r\n', 400],
  ['zeros', Buffer.alloc(64), 400],
  ['the hello of TLS', Buffer.from('160301020001000 1fc0303'.replace(' ', ''), 'hex'), 400],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 400],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost: a\r\nNoColon\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  ['broken chunks', request('POST /api/todos', [json, 'Transfer-Encoding: chunked']).concat('zz\r\n'), 400],
  ['a header of 20 KB', request('GET /', [`X: ${'x'.repeat(20_000)}`]), 431],
  [
    '5000 headers',
    request(
      'GET /',
      Array.from({ length: 5000 }, (_, index) => `x${index}: 1`),
    ),
    431,
  ],
  ['a target of 20 KB', request(`GET /${'x'.repeat(20_000)}`), 431],
  [
    'an endless chunk extension',
    request('POST /api/todos', [json, 'Transfer-Encoding: chunked']).concat(`1;${'x'.repeat(20_000)}\r\na\r\n`),
    413,
  ],
  ['CONNECT', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n', 501],
  ['half a request line', 'GET /api', 408],
  ['half a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: ', 408],
  ['half a body', request('POST /api/todos', [json, 'Content-Length: 9']).concat('{'), 408],
]

describe('K12: a connection that carries', () => {
  describe.each([
    ['alone', []],
    ['after a request that was answered', [good]],
    ['after a file that was sent', [request('GET /style.css'), request('HEAD /')]],
  ])('%s', (_, before) => {
    test.each(broken)('%s is answered in full and closed', async (__, bytes, status) => {
      const connection = open(server.port)
      for (const send of before) {
        connection.socket.write(send)
        expect((await connection.next(send.slice(0, 4).trim())).status).toBe(200)
      }
      connection.socket.write(bytes)
      const answer = await connection.next()
      expect(answer.status).toBe(status)
      expect(answer.headers.get('connection')).toBe('close')
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-length')).toBe(String(answer.body.length))
      expect(JSON.parse(answer.body.toString())).toMatchObject({
        status,
        title: answer.reason,
        requestId: answer.headers.get('x-request-id'),
      })
      // Nothing behind the answer, and no second one.
      expect((await connection.closed()).length).toBe(0)
      expect((await ask(server.port, good)).status).toBe(200)
    })
  })

  test.each(broken)('%s right behind good requests: all are answered, in order', async (_, bytes, status) => {
    const connection = open(
      server.port,
      Buffer.concat([good, request('GET /style.css'), bytes].map((part) => Buffer.from(part))),
    )
    expect((await connection.next()).status).toBe(200)
    expect((await connection.next()).headers.get('content-type')).toMatch(/^text\/css/)
    expect((await connection.next()).status).toBe(status)
    expect((await connection.closed()).length).toBe(0)
  })

  test('J9: one line each in the log, without a stack', async () => {
    const quiet = await project.start()
    const connection = open(quiet.port, 'oops\r\n\r\n')
    const id = (await connection.next()).headers.get('x-request-id')
    await connection.closed()
    await quiet.line(new RegExp(`"requestId":"${id}"`))
    const lines = quiet.lines.filter((line) => line.includes(`${id}`))
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/"stack"|"level":"error"/)
    await quiet.stop()
  })

  test('J9: a client that resets is nobody to answer and nothing to report', async () => {
    const quiet = await project.start()
    const reset = async (bytes: string | Buffer) => {
      const { socket, closed } = open(quiet.port)
      await once(socket, 'connect')
      socket.write(bytes, () => socket.resetAndDestroy())
      await closed()
    }
    for (const bytes of ['', good, good + good, ...broken.map(([, bytes]) => bytes)]) {
      // Whether the server has read, or written, when the reset comes, is a matter of chance.
      await Promise.all(Array.from({ length: 20 }, () => reset(bytes)))
    }
    for (let times = 0; times < 5; times += 1) expect((await ask(quiet.port, good)).status).toBe(200)
    expect(quiet.lines.filter((line) => /"level":"(error|warn)"|Error|Warning/.test(line))).toEqual([])
    await quiet.stop()
  })
})
