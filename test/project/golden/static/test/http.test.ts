import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { sendRaw, startServer } from './support.ts'

const refused = [
  { what: 'two Host headers', request: 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', status: 400 },
  { what: 'a malformed Host', request: 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n', status: 400 },
  { what: 'a malformed escape', request: 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', status: 400 },
  { what: 'an encoded NUL', request: 'GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', status: 400 },
  { what: 'a fragment', request: 'GET /#top HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', status: 400 },
  {
    what: 'a host in place of a path',
    request: 'GET //evil/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    status: 404,
  },
  {
    what: 'an unknown transfer coding',
    request: 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    status: 501,
  },
  { what: 'a tunnel', request: 'CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n', status: 501 },
  { what: 'noise', request: 'noise\r\n\r\n', status: 400 },
  {
    what: 'too many header bytes',
    request: `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    status: 431,
  },
]

for (const { what, request, status } of refused) {
  test(`refuses ${what} with ${status} and goes on serving`, async (t) => {
    const { port, url } = await startServer(t)
    const answer = await sendRaw(port, request)
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.match(answer, /content-type: application\/problem\+json/i)
    assert.equal((await fetch(`${url}/no-such-page`)).status, 404)
  })
}

test('answers an unknown path with problem details that no cache keeps', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/no-such-page`)
  assert.equal(res.status, 404)
  assert.equal(res.headers.get('content-type'), 'application/problem+json')
  assert.equal(res.headers.get('cache-control'), 'no-store')
  const problem = (await res.json()) as Record<string, unknown>
  assert.equal(problem['status'], 404)
  assert.equal(problem['title'], 'Not Found')
})

test('answers HEAD like GET, without the body', async (t) => {
  const { url } = await startServer(t)
  const [get, head] = await Promise.all([
    fetch(`${url}/no-such-page`),
    fetch(`${url}/no-such-page`, { method: 'HEAD' }),
  ])
  assert.equal(head.status, get.status)
  assert.equal((await head.arrayBuffer()).byteLength, 0)
  assert.equal(head.headers.get('content-length'), get.headers.get('content-length'))
})

test('answers OPTIONS * for the whole server', async (t) => {
  const { port } = await startServer(t)
  const answer = await sendRaw(port, 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  assert.match(answer, /^HTTP\/1\.1 204 /)
  assert.doesNotMatch(answer, /content-length/i)
})

test('answers at once when a large body is refused, and is about to close', async (t) => {
  const { port } = await startServer(t)
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(`POST /no-such-page HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n${'x'.repeat(500_000)}`)
  const [answer] = await once(socket, 'data') // most of the body is still missing
  assert.match(answer, /^HTTP\/1\.1 404 /)
  assert.match(answer, /connection: close/i)
  socket.destroy() // the server would read what still comes for a few seconds
})

test('answers each of many requests that are sent at once', async (t) => {
  const { port } = await startServer(t)
  const request = 'GET /no-such-page HTTP/1.1\r\nHost: a\r\n'
  const answers = await sendRaw(port, `${`${request}\r\n`.repeat(40)}${request}Connection: close\r\n\r\n`)
  assert.equal(answers.match(/HTTP\/1\.1 404 /g)?.length, 41)
})

test('answers half a request that has no end with 408, and closes a silent connection without a word', async (t) => {
  const { port } = await startServer(t, { HEADERS_TIMEOUT_MS: '300' })
  assert.match(await sendRaw(port, 'GET / HTT'), /^HTTP\/1\.1 408 /)
  assert.equal(await sendRaw(port, ''), '')
})
