import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { growth, read, readUntil } from './metrics-reader.ts'
import { sendRaw, startServer } from './support.ts'

const patience = { timeout: 60_000 }

test('serves the numbers as Prometheus reads them, and no cache keeps them', async (t) => {
  const { url } = await startServer(t)
  for (const path of ['/metrics', '/metrics?x=1']) {
    const res = await fetch(url + path)
    assert.equal(res.status, 200)
    assert.equal(res.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
    assert.equal(res.headers.get('cache-control'), 'no-store')
    assert.match(await res.text(), /^# HELP http_requests_total \w.*\n# TYPE http_requests_total counter\n/)
  }
})

test('serves nothing but GET, HEAD and OPTIONS there', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/metrics`, { method: 'POST' })
  assert.equal(res.status, 405)
  assert.equal(res.headers.get('allow'), 'GET, HEAD, OPTIONS')
  assert.equal((await fetch(`${url}/metrics`, { method: 'HEAD' })).status, 200)
})

const token = 'abc-._~+/0123456789=='

const readers = [
  { who: 'anybody under development', env: {}, shown: undefined, status: 200 },
  { who: 'nobody in production without a token', env: { NODE_ENV: 'production' }, shown: undefined, status: 401 },
  { who: 'nobody who makes one up there', env: { NODE_ENV: 'production' }, shown: 'Bearer undefined', status: 401 },
  { who: 'anybody on a loopback address', env: { HOST: '127.0.0.2' }, shown: undefined, status: 200 },
  { who: 'nobody beyond loopback without a token', env: { HOST: '0.0.0.0' }, shown: undefined, status: 401 },
  { who: 'nobody on every interface of IPv6', env: { HOST: '::' }, shown: undefined, status: 401 },
  { who: 'nobody on a name that is not local', env: { HOST: '127.example' }, shown: undefined, status: 401 },
  { who: 'nobody who shows no token', env: { METRICS_TOKEN: token }, shown: undefined, status: 401 },
  { who: 'nobody who shows a part of it', env: { METRICS_TOKEN: token }, shown: 'Bearer abc', status: 401 },
  { who: 'nobody who shows it as a password', env: { METRICS_TOKEN: token }, shown: `Basic ${token}`, status: 401 },
  { who: 'who has the token', env: { METRICS_TOKEN: token }, shown: `Bearer ${token}`, status: 200 },
  {
    who: 'who has it in production',
    env: { METRICS_TOKEN: token, NODE_ENV: 'production' },
    shown: `bearer  ${token}`,
    status: 200,
  },
]

for (const { who, env, shown, status } of readers) {
  test(`is read by ${who}`, async (t) => {
    const { url } = await startServer(t, env)
    const res = await fetch(`${url}/metrics`, shown === undefined ? {} : { headers: { Authorization: shown } })
    assert.equal(res.status, status)
    assert.equal(res.headers.get('www-authenticate'), status === 401 ? 'Bearer' : null)
    assert.equal(res.headers.get('cache-control'), 'no-store')
  })
}

for (const value of ['short', 'no spaces in it, please']) {
  test(`refuses the METRICS_TOKEN "${value}", and does not show it`, () => {
    assert.throws(
      () => readConfig({ METRICS_TOKEN: value }),
      (error: Error) => error.message.startsWith('METRICS_TOKEN ') && !error.message.includes(value),
    )
  })
}

test('counts requests by method, route and status, under few names whatever clients send', patience, async (t) => {
  const { url, port } = await startServer(t)
  const before = await read(url)
  for (let times = 0; times < 20; times += 1) await (await fetch(`${url}/no-such-page/${times}?${times}`)).text()
  await sendRaw(port, 'PURGE /no-such-page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  await sendRaw(port, 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  const counted = [
    ['http_requests_total{method="GET",route="none",status="404"}', 20],
    ['http_requests_total{method="GET",route="none",status="400"}', 1],
    ['http_requests_total{method="other",route="none",status="501"}', 1],
    ['http_request_duration_seconds_count{method="GET",route="none"}', 21],
    ['http_request_duration_seconds_bucket{method="GET",route="none",le="+Inf"}', 21],
  ] as const
  for (const [sample, number] of counted) {
    const after = await readUntil(
      t,
      () => read(url),
      (reading) => growth(before, reading, sample) >= number,
    )
    assert.equal(growth(before, after, sample), number, sample)
    assert.doesNotMatch([...after.keys()].join('\n'), /no-such-page|PURGE/)
  }
})

test('counts its own readings under its own name', patience, async (t) => {
  const { url } = await startServer(t)
  const before = await read(url)
  const sample = 'http_requests_total{method="GET",route="/metrics",status="200"}'
  await readUntil(
    t,
    () => read(url),
    (reading) => growth(before, reading, sample) > 0,
  )
})

test('counts apart what never became a request', async (t) => {
  const { url, port } = await startServer(t)
  const before = await read(url)
  await sendRaw(port, 'noise\r\n\r\n')
  await sendRaw(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`)
  const after = await read(url)
  assert.equal(growth(before, after, 'http_requests_refused_total{status="400"}'), 1)
  assert.equal(growth(before, after, 'http_requests_refused_total{status="431"}'), 1)
})

test('measures the process', async (t) => {
  const { url } = await startServer(t)
  const reading = await read(url)
  const value = (sample: string) => reading.get(sample) ?? Number.NaN
  assert.ok(value('http_requests_in_flight') >= 1) // this one
  assert.ok(value('nodejs_heap_size_used_bytes') <= value('nodejs_heap_size_total_bytes'))
  assert.ok(value('process_resident_memory_bytes') > value('nodejs_heap_size_used_bytes'))
  assert.ok(value('process_cpu_seconds_total') > 0)
  assert.ok(Math.abs(value('process_start_time_seconds') + process.uptime() - Date.now() / 1000) < 5)
})
