import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from '../http/connection.ts'
import { makeProject, type Project, type RunningServer } from '../http/server.ts'

// What h1spec (https://github.com/uNetworking/h1spec) asks of a server, which no registry has: its 33 cases by name.
let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(everything(realPack, 20))
  server = await project.start({ RATE_LIMIT_MAX: '1000000' })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const whole = request('GET /')
const withHeader = (line: string) => request('GET /', [line])
const json = 'Content-Type: application/json'

describe('a request in fragments is waited for', () => {
  // Its fifteen fragments end at these places; here each place is one.
  test.each(Array.from({ length: whole.length - 1 }, (_, index) => index + 1))('after %i bytes', async (length) => {
    const connection = open(server.port, whole.slice(0, length))
    let came = 0
    connection.socket.on('data', (chunk) => {
      came += chunk.length
    })
    // By the answer to a later request the fragment has been read.
    expect((await ask(server.port, whole)).status).toBe(200)
    expect(came).toBe(0)
    connection.socket.write(whole.slice(length))
    expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
  })
})

test.each([
  ['Request without HTTP version', 'GET / \r\n\r\n', 400, 599],
  ['Request with Expect header', withHeader('Expect: 100-continue'), 200, 299],
  ['Valid GET request', whole, 200, 299],
  ['Valid GET request with edge cases', 'GET / HTTP/1.1\r\nhOsT:\tlocalhost\r\nX-None:\r\n\r\n', 200, 299],
  ['Invalid header characters', withHeader('X[1]: a'), 400, 499],
  ['Missing Host header', 'GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\n', 400, 499],
  ['Multiple Host headers', withHeader('Host: other.example'), 400, 499],
  ['Overflowing negative Content-Length header', withHeader(`Content-Length: -${'9'.repeat(30)}`), 400, 499],
  ['Negative Content-Length header', withHeader('Content-Length: -7'), 400, 499],
  ['Non-numeric Content-Length header', withHeader('Content-Length: five'), 400, 499],
  ['Empty header value', withHeader('X-None: '), 200, 299],
  ['Header containing invalid control character', withHeader('X-Bell: \u0007'), 400, 499],
  ['Invalid HTTP version', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', 400, 599],
  ['Invalid prefix of request', `noise${whole}`, 400, 599],
  ['Invalid line ending', 'GET / HTTP/1.1\r\nHost: localhost\r\n\rX-A: a\r\n\r\n', 400, 499],
  ['Valid POST request with body', request('POST /api/todos', [json], '{"title":"a"}'), 200, 299],
  [
    'Chunked Transfer-Encoding',
    `${request('POST /api/todos', [json, 'Transfer-Encoding: chunked'])}7\r\n{"title\r\n6\r\n":"b"}\r\n0\r\n\r\n`,
    200,
    299,
  ],
  [
    'Conflicting Transfer-Encoding and Content-Length',
    request('GET /', ['Transfer-Encoding: chunked', 'Content-Length: 5']),
    400,
    499,
  ],
])('%s', async (_name, bytes, lowest, highest) => {
  const { status } = await ask(server.port, bytes)
  expect(status).toBeGreaterThanOrEqual(lowest)
  expect(status).toBeLessThanOrEqual(highest)
  expect((await ask(server.port, whole)).status).toBe(200)
})

test('what came in its body is kept as it came, in one piece or in chunks', async () => {
  const { body } = await ask(server.port, request('GET /api/todos'))
  expect(JSON.parse(body.toString())).toMatchObject({ data: [{ title: 'a' }, { title: 'b' }] })
})
