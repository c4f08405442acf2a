import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { readChunks, readText } from '../src/http/body.ts'
import type { Context } from '../src/http/context.ts'
import { HttpError } from '../src/http/errors.ts'
import { sendStream, sendText } from '../src/http/send.ts'
import { serveRoute } from './serve-route.ts'
import { sendRaw } from './support.ts'

for (const [name, read] of [
  ['readText', readText],
  ['readChunks', readAll],
] as const) {
  test(`${name} gives no body to a handler whose client was told that it is too late`, async (t) => {
    let outcome: Promise<unknown> = Promise.resolve()
    const { port } = await serveRoute(t, { timeoutMs: 100 }, (ctx) => {
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
  const { url } = await serveRoute(t, {}, async (ctx) => {
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
    const { port } = await serveRoute(t, { bodyLimit: 2_000_000 }, handler)
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const head = 'POST /route HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
    const response = await sendRaw(port, `${head}${chunk.repeat(128)}0\r\n\r\n`)
    assert.match(response, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.match(response, /connection: close/i)
  })
}

test('a stream is sent as it comes', async (t) => {
  const { url } = await serveRoute(t, {}, (ctx) => sendStream(ctx, 'text/plain', Readable.from(['a', 'b'])))
  const res = await fetch(url)
  assert.equal(res.headers.get('content-type'), 'text/plain')
  assert.equal(await res.text(), 'ab')
  assert.equal(await (await fetch(url, { method: 'HEAD' })).text(), '')
})

test('a source is destroyed, and nothing thrown, when the client leaves', async (t) => {
  const source = new Readable({ read() {} })
  let sending: Promise<void> | undefined
  const { url } = await serveRoute(t, {}, (ctx) => {
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
  const { url } = await serveRoute(t, {}, (ctx) => {
    sendText(ctx, 200, 'first')
    return sendStream(ctx, 'text/plain', source)
  })
  assert.equal(await (await fetch(url)).text(), 'first')
  assert.ok(source.destroyed)
})

test('a source that fails breaks the connection', async (t) => {
  t.mock.method(console, 'error', () => {})
  const source = new Readable({ read() {} })
  const { url } = await serveRoute(t, {}, (ctx) => sendStream(ctx, 'text/plain', source))
  const res = await fetch(url)
  source.destroy(new Error('the disk is gone'))
  await assert.rejects(res.text())
})
