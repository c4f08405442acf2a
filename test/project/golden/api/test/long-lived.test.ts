import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { readText } from '../src/http/body.ts'
import type { Handler } from '../src/http/context.ts'
import { createRouter } from '../src/http/router.ts'
import { sendText } from '../src/http/send.ts'
import { serveRoute } from './serve-route.ts'
import { startServer } from './support.ts'

test('a long-lived response may be idle for longer than a request may take', async (t) => {
  const late: Handler = ({ res }) => void setTimeout(() => res.end('late'), 500)
  const { url } = await serveRoute(t, { longLived: true }, late, 200)
  assert.equal(await (await fetch(url)).text(), 'late')
})

test('a long-lived response ends when the server begins to stop, and no new one begins', async (t) => {
  const { url, lifecycle } = await serveRoute(t, { longLived: true }, ({ res }) => void res.write('begun'))
  const res = await fetch(url)
  lifecycle.beginStopping()
  assert.equal(await res.text(), 'begun')
  assert.equal((await fetch(url)).status, 503)
})

test('a long-lived route is not run for HEAD', async (t) => {
  let runs = 0
  const { url } = await serveRoute(t, { longLived: true }, ({ res }) => {
    runs += 1
    res.end()
  })
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 200)
  assert.equal(runs, 0)
})

test('a route may have more or less time than others', async (t) => {
  t.mock.method(console, 'error', () => {})
  const slow: Handler = (ctx) => void setTimeout(() => ctx.res.headersSent || sendText(ctx, 200, 'late'), 400)
  for (const { timeoutMs, status } of [
    { timeoutMs: 20_000, status: 200 },
    { timeoutMs: 50, status: 503 },
  ]) {
    const { url } = await serveRoute(t, { timeoutMs }, slow, 200)
    assert.equal((await fetch(url)).status, status)
  }
})

test('a route may have a body limit of its own', async (t) => {
  for (const { bodyLimit, status } of [
    { bodyLimit: 2000, status: 200 },
    { bodyLimit: 10, status: 413 },
  ]) {
    const { url } = await serveRoute(t, { bodyLimit }, async (ctx) => sendText(ctx, 200, await readText(ctx)))
    assert.equal((await fetch(url, { method: 'POST', body: 'x'.repeat(1500) })).status, status)
  }
})

test('the server keeps a connection for as long as its slowest route may take', async (t) => {
  const router = createRouter()
  router.add('GET', '/slow', () => {}, { timeoutMs: 600_000 })
  const { server } = await startServer(t, {}, { router })
  assert.ok(server.timeout > 600_000)
  assert.equal(server.requestTimeout, 600_000)
})

test('a slow route leaves the others their time for a body', async (t) => {
  const router = createRouter()
  router.add('GET', '/slow', () => {}, { timeoutMs: 600_000 })
  router.add('POST', '/route', async (ctx) => sendText(ctx, 200, await readText(ctx)))
  const { port } = await startServer(t, { REQUEST_TIMEOUT_MS: '200' }, { router })
  const head = 'POST /route HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n'
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(`${head}ab`)
  const [response] = await once(socket, 'data')
  assert.match(String(response), /^HTTP\/1\.1 408 /)
  socket.destroy()
})
