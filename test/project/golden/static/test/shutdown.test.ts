import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sendText } from '../src/http/send.ts'
import { keepRequests, open, readAll, request, start } from './stoppable.ts'

test('takes no new connections', async (t) => {
  const { keep, next } = keepRequests()
  const { port, server, stop } = await start(t, {}, keep)
  await open(port, request)
  const ctx = await next()
  const stopped = stop()
  while (server.listening) await nextTurn()
  await assert.rejects(open(port), { code: 'ECONNREFUSED' })
  ctx.res.end()
  await stopped
})

const pipelined = 'GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n'

test('responds to pipelined requests in flight, and closes the connection with the last', async (t) => {
  const { keep, next } = keepRequests()
  const { port, stop } = await start(t, {}, keep)
  const client = await open(port, pipelined)
  const first = await next()
  const stopped = stop()
  sendText(first, 200, 'first')
  sendText(await next(), 200, 'second')
  assert.match(await readAll(client), /keep-alive.*first.*close.*second$/is)
  assert.equal(await stopped, 0)
})

test('goes on for SHUTDOWN_DELAY_MS, with every client told to close', async (t) => {
  const { port, stop } = await start(t, { SHUTDOWN_DELAY_MS: '300' })
  const begun = performance.now()
  const stopped = stop()
  const answer = await readAll(await open(port, pipelined))
  assert.match(answer, /keep-alive.*\/1\n.*connection: close.*\/2\n$/is)
  assert.equal(await stopped, 0)
  assert(performance.now() - begun > 290)
})

test('cuts what is left after SHUTDOWN_TIMEOUT_MS, and counts it', async (t) => {
  const { keep, next } = keepRequests()
  const { port, stop } = await start(t, { SHUTDOWN_TIMEOUT_MS: '50' }, keep)
  const client = await open(port, request)
  const ctx = await next()
  let told = false
  ctx.res.once('close', () => {
    told = true
  })
  await open(port)
  assert.equal(await stop(), 1)
  assert(told)
  assert.equal(await readAll(client), '')
})

test('loses no request of busy clients', async (t) => {
  const { port, stop } = await start(t)
  const agent = new Agent({ keepAlive: true })
  t.after(() => agent.destroy())
  let answers = 0

  /** Sends one request after the other until the server takes no more connections. */
  async function keepAsking(): Promise<string> {
    for (;;) {
      const [res] = await once(get({ port, host: '127.0.0.1', agent }), 'response')
      await once(res.resume(), 'end')
      answers += 1
    }
  }

  const clients = Array.from({ length: 20 }, () => keepAsking().catch(({ code }: NodeJS.ErrnoException) => code))
  while (answers < 100) await nextTurn()
  assert.equal(await stop(), 0)
  assert.deepEqual(new Set(await Promise.all(clients)), new Set(['ECONNREFUSED']))
})
