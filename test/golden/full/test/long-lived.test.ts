import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { readChunks, readText } from '../src/http/body.ts'
import type { Context, Handler, RouteMeta } from '../src/http/context.ts'
import { HttpError } from '../src/http/errors.ts'
import { createRouter } from '../src/http/router.ts'
import { sendStream, sendText } from '../src/http/send.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import { sendRaw, startServer } from './support.ts'

/** A server with a handler for GET and POST at /route. */
async function serve(t: TestContext, meta: RouteMeta, handler: Handler, requestTimeoutMs = 200) {
  const router = createRouter()
  for (const method of ['GET', 'POST'] as const) router.add(method, '/route', handler, meta)
  const lifecycle = createLifecycle()
  const env = { REQUEST_TIMEOUT_MS: String(requestTimeoutMs), BODY_LIMIT: '1000' }
  const { url, port } = await startServer(t, env, { router, lifecycle })
  return { url: `${url}/route`, port, lifecycle }
}

test('a long-lived response may be idle for longer than a request may take', async (t) => {
  const { url } = await serve(t, { longLived: true }, ({ res }) => void setTimeout(() => res.end('late'), 500))
  assert.equal(await (await fetch(url)).text(), 'late')
})

test('a long-lived response ends when the server begins to stop, and no new one begins', async (t) => {
  const { url, lifecycle } = await serve(t, { longLived: true }, ({ res }) => void res.write('begun'))
  const res = await fetch(url)
  lifecycle.beginStopping()
  assert.equal(await res.text(), 'begun')
  assert.equal((await fetch(url)).status, 503)
})

test('a long-lived route is not run for HEAD', async (t) => {
  let runs = 0
  const { url } = await serve(t, { longLived: true }, ({ res }) => {
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
    const { url } = await serve(t, { timeoutMs }, slow)
    assert.equal((await fetch(url)).status, status)
  }
})

test('a route may have a body limit of its own', async (t) => {
  for (const { bodyLimit, status } of [
    { bodyLimit: 2000, status: 200 },
    { bodyLimit: 10, status: 413 },
  ]) {
    const { url } = await serve(t, { bodyLimit }, async (ctx) => sendText(ctx, 200, await readText(ctx)))
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

for (const [name, read] of [
  ['readText', readText],
  ['readChunks', readAll],
] as const) {
  test(`${name} gives no body to a handler whose client was told that it is too late`, async (t) => {
    let outcome: Promise<unknown> = Promise.resolve()
    const { port } = await serve(t, { timeoutMs: 100 }, (ctx) => {
      outcome = read(ctx).then(() => 'read', String)
      return outcome.then(() => {})
    })
    const socket = connect(port, '127.0.0.1').setEncoding('latin1')
    socket.write('POST /route HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab')
    const [response] = await once(socket, 'data')
    assert.match(String(response), /^HTTP\/1\.1 408 /)
    socket.end('cd')
    assert.notEqual(await outcome, 'read')
  })
}

test('a body can be read in pieces', async (t) => {
  const { url } = await serve(t, {}, async (ctx) => {
    let length = 0
    for await (const chunk of readChunks(ctx)) length += chunk.length
    sendText(ctx, 200, String(length))
  })
  assert.equal(await (await fetch(url, { method: 'POST', body: 'x'.repeat(1000) })).text(), '1000')
})

async function readAll(ctx: Context): Promise<void> {
  for await (const _ of readChunks(ctx));
}

async function refuseFirst(ctx: Context): Promise<void> {
  for await (const _ of readChunks(ctx)) throw new HttpError(401)
}

for (const { why, handler, status } of [
  { why: 'it is too large', handler: readAll, status: 413 },
  { why: 'the handler leaves it', handler: refuseFirst, status: 401 },
]) {
  test(`a client that is still sending a body gets the response when ${why}`, async (t) => {
    const { port } = await serve(t, { bodyLimit: 2_000_000 }, handler, 60_000)
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const head = 'POST /route HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
    const response = await sendRaw(port, `${head}${chunk.repeat(128)}0\r\n\r\n`)
    assert.match(response, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.match(response, /connection: close/i)
  })
}

test('a stream is sent as it comes', async (t) => {
  const { url } = await serve(t, {}, (ctx) => sendStream(ctx, 'text/plain', Readable.from(['a', 'b'])))
  const res = await fetch(url)
  assert.equal(res.headers.get('content-type'), 'text/plain')
  assert.equal(await res.text(), 'ab')
  assert.equal(await (await fetch(url, { method: 'HEAD' })).text(), '')
})

test('a source is destroyed, and nothing thrown, when the client leaves', async (t) => {
  const source = new Readable({ read() {} })
  let sending: Promise<void> | undefined
  const { url } = await serve(t, {}, (ctx) => {
    sending = sendStream(ctx, 'text/plain', source)
    return sending
  })
  const req = request(url).end()
  await once(req, 'response')
  req.destroy()
  await sending
  assert.ok(source.destroyed)
})

test('a source is destroyed when the response is over already', async (t) => {
  const source = new Readable({ read() {} })
  const { url } = await serve(t, {}, (ctx) => {
    sendText(ctx, 200, 'first')
    return sendStream(ctx, 'text/plain', source)
  })
  assert.equal(await (await fetch(url)).text(), 'first')
  assert.ok(source.destroyed)
})

test('a source that fails breaks the connection', async (t) => {
  t.mock.method(console, 'error', () => {})
  const source = new Readable({ read() {} })
  const { url } = await serve(t, {}, (ctx) => sendStream(ctx, 'text/plain', source))
  const res = await fetch(url)
  source.destroy(new Error('the disk is gone'))
  await assert.rejects(res.text())
})
