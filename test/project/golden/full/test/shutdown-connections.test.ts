import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sendText } from '../src/http/send.ts'
import { keepRequests, open, readAll, request, soon, start } from './stoppable.ts'

const expecting = 'GET / HTTP/1.1\r\nHost: a\r\nExpect: '

const busy = [
  { what: 'a request', bytes: request },
  { what: 'a request that waits for a word of ours', bytes: `${expecting}100-continue\r\n\r\n` },
  { what: 'a request that expects what nobody knows', bytes: `${expecting}x\r\n\r\n` },
]

for (const { what, bytes } of busy) {
  test(`lets ${what} finish, and tells its client to close`, async (t) => {
    const { keep, next } = keepRequests()
    const { port, stop } = await start(t, {}, keep)
    const client = await open(port, bytes)
    const ctx = await next()
    const stopped = stop()
    sendText(ctx, 200, 'done')
    assert.match(await readAll(client), /^HTTP\/1\.1 200 .*connection: close.*done$/is)
    assert.equal(await stopped, 0)
  })
}

test('waits for an answer that has begun, and then closes its connection', soon, async (t) => {
  const { keep, next } = keepRequests()
  const { port, server, stop } = await start(t, {}, keep)
  const client = await open(port, request)
  const ctx = await next()
  ctx.res.writeHead(200, { 'Content-Length': 4 }).write('do')
  const stopped = stop()
  while (server.listening) await nextTurn()
  ctx.res.end('ne')
  assert.match(await readAll(client), /done$/)
  assert.equal(await stopped, 0)
})

const unbusy = [
  { what: 'silent', bytes: '' },
  { what: 'half-sent', bytes: 'GET / HTTP/1.1\r\nHost:' },
]

for (const { what, bytes } of unbusy) {
  test(`closes a ${what} connection`, async (t) => {
    const { port, server, stop } = await start(t)
    const [client] = await Promise.all([open(port, bytes), once(server, 'connection')])
    assert.equal(await stop(), 0)
    assert.equal(await readAll(client), '')
  })
}

test('answers a request that comes over an idle connection after the signal, and then closes it', async (t) => {
  const { port, server, stop } = await start(t)
  const client = await open(port, request)
  await once(client, 'data')
  const stopped = stop()
  while (server.listening) await nextTurn()
  client.write(request)
  assert.match(await readAll(client), /^HTTP\/1\.1 200 .*connection: close/is)
  assert.equal(await stopped, 0)
})

test('closes an idle connection over which nothing comes', soon, async (t) => {
  const { port, stop } = await start(t)
  const client = await open(port, request)
  await once(client, 'data')
  assert.equal(await stop(), 0)
  assert.equal(await readAll(client), '')
})

test('answers a request whose connection was just being made', async (t) => {
  const { port, stop } = await start(t)
  const client = connect(port, '127.0.0.1').setEncoding('latin1')
  client.write(request)
  await new Promise<void>((resolve) => process.nextTick(resolve)) // the kernel has connected; the server does not know
  const stopped = stop()
  assert.match(await readAll(client), /^HTTP\/1\.1 200 .*connection: close/is)
  assert.equal(await stopped, 0)
})
