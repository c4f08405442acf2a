import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../src/http/context.ts'
import { createEndpoint, setEndpoint } from '../src/http/route.ts'
import { connectionFamily, countConnections } from '../src/middleware/metrics/connections.ts'
import { toText } from '../src/middleware/metrics/exposition.ts'
import { processFamilies } from '../src/middleware/metrics/process.ts'
import { measureRequest, requestFamilies } from '../src/middleware/metrics/requests.ts'
import { growth, type Reading, readUntil, samplesIn } from './metrics-reader.ts'
import { sendRaw, startServer } from './support.ts'

const patience = { timeout: 60_000 }
const take = () => samplesIn(toText([...requestFamilies(), connectionFamily(), ...processFamilies()]))

/** A server that measures requests as those for a route of this name, and responds as a test wants it. */
async function start(t: TestContext, name: string, respond: (ctx: Context) => void | Promise<void>): Promise<number> {
  const endpoint = createEndpoint([{ method: 'GET', pattern: name, handler: respond, meta: {} }])
  const { port, server } = await startServer(t, {}, {}, (ctx) => {
    measureRequest(ctx)
    setEndpoint(ctx, endpoint, {})
    return respond(ctx)
  })
  countConnections(server)
  return port
}

test('shows what is in flight, and counts what a client has given up', patience, async (t) => {
  const port = await start(t, '/slow', () => {})
  // Connections of tests before this one, if they ran in this process, may still be closing.
  const isQuiet = (reading: Reading) =>
    reading.get('http_requests_in_flight') === 0 && reading.get('http_connections_open') === 0
  const before = await readUntil(t, take, isQuiet)
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
  await readUntil(t, take, (reading) => growth(before, reading, 'http_requests_in_flight') === 1)
  assert.equal(growth(before, take(), 'http_connections_open'), 1)
  socket.destroy()
  const after = await readUntil(t, take, isQuiet)
  assert.equal(growth(before, after, 'http_requests_total{method="GET",route="/slow",status="aborted"}'), 1)
})

test('counts a request once whose body is broken, with the status of its response', patience, async (t) => {
  const port = await start(t, '/slow', () => {})
  const before = take()
  await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n')
  const sample = 'http_requests_total{method="POST",route="/slow",status="400"}'
  const after = await readUntil(t, take, (reading) => growth(before, reading, sample) === 1)
  assert.equal(growth(before, after, 'http_requests_refused_total{status="400"}'), 0)
})

test('puts a request into each bucket that is wide enough for it', patience, async (t) => {
  const port = await start(t, '/timed', async ({ res }) => {
    await sleep(60)
    res.end()
  })
  const before = take()
  const name = 'http_request_duration_seconds'
  const labels = 'method="GET",route="/timed"'
  await sendRaw(port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  const after = await readUntil(t, take, (reading) => growth(before, reading, `${name}_count{${labels}}`) === 1)
  const seconds = growth(before, after, `${name}_sum{${labels}}`)
  assert.ok(seconds > 0.055, String(seconds))
  const buckets = [...after].filter(([sample]) => sample.startsWith(`${name}_bucket{${labels}`))
  assert.equal(buckets.length, 12)
  for (const [sample, number] of buckets) {
    const [, bound = ''] = /le="(.*)"/.exec(sample) ?? []
    assert.equal(number, bound === '+Inf' || seconds <= Number(bound) ? 1 : 0, sample)
  }
})

test('notices when the event loop is held up', async () => {
  await sleep(100)
  take()
  await sleep(100)
  const until = performance.now() + 150
  while (performance.now() < until);
  await sleep(50)
  const reading = take()
  const lag = (what: string) => reading.get(`nodejs_eventloop_lag_${what}_seconds`) ?? Number.NaN
  assert.ok(lag('max') >= 0.1, String(lag('max')))
  assert.ok(lag('p50') <= lag('p90') && lag('p90') <= lag('p99') && lag('p99') <= lag('max'))
})

test('escapes what would end a label', () => {
  const samples = [{ labels: { a: 'b"c\\d\ne', f: 'g' }, value: 0.5 }]
  assert.equal(
    toText([{ name: 'x_seconds', type: 'gauge', help: 'X', samples }]),
    '# HELP x_seconds X\n# TYPE x_seconds gauge\nx_seconds{a="b\\"c\\\\d\\ne",f="g"} 0.5\n',
  )
})
