import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/http/router.ts'
import { sendText } from '../src/http/send.ts'
import { log } from '../src/log.ts'
import { sendRaw, startServer } from './support.ts'

test('tells a client how many requests it has left, and refuses what is too many', async (t) => {
  const { url } = await startServer(t, { RATE_LIMIT_MAX: '2', RATE_LIMIT_WINDOW_MS: '30000' })
  for (const left of [1, 0]) {
    const res = await fetch(`${url}/no-such-page`)
    assert.equal(res.status, 404)
    assert.equal(res.headers.get('ratelimit-policy'), '"default";q=2;w=30')
    assert.match(res.headers.get('ratelimit') ?? '', new RegExp(`^"default";r=${left};t=(?:30|[12]\\d)$`))
  }
  const refused = await fetch(`${url}/no-such-page`)
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('content-type'), 'application/problem+json')
  assert.equal(refused.headers.get('cache-control'), 'no-store')
  assert.match(refused.headers.get('retry-after') ?? '', /^(?:30|[12]\d)$/)
  assert.match(refused.headers.get('ratelimit') ?? '', /^"default";r=0;t=/)
})

test('counts requests whatever they ask for', async (t) => {
  const { url } = await startServer(t, { RATE_LIMIT_MAX: '3' })
  for (const path of ['/a', '/b', '/c']) await fetch(url + path)
  assert.equal((await fetch(`${url}/no-such-page`)).status, 429)
})

const malformed = [
  { what: 'a malformed target', head: 'GET /%zz HTTP/1.1\r\nHost: a' },
  { what: 'a malformed host', head: 'GET / HTTP/1.1\r\nHost: a b' },
  { what: 'an unknown expectation', head: 'GET / HTTP/1.1\r\nHost: a\r\nExpect: more' },
  { what: 'an unknown method', head: 'PURGE /no-such-page HTTP/1.1\r\nHost: a' },
]

for (const { what, head } of malformed) {
  test(`counts requests with ${what}`, async (t) => {
    const { url, port } = await startServer(t, { RATE_LIMIT_MAX: '1' })
    const bytes = `${head}\r\nConnection: close\r\n\r\n`
    const answer = await sendRaw(port, bytes)
    assert.match(answer, /^HTTP\/1\.1 (?:400|417|501) /)
    assert.match(answer, /^ratelimit: "default";r=0;/im)
    assert.match(await sendRaw(port, bytes), /^HTTP\/1\.1 429 /)
    assert.equal((await fetch(`${url}/no-such-page`)).status, 429)
  })
}

test('counts what is not a request', async (t) => {
  const { url, port } = await startServer(t, { RATE_LIMIT_MAX: '2' })
  for (let count = 0; count < 2; count += 1) assert.match(await sendRaw(port, 'noise\r\n\r\n'), /^HTTP\/1\.1 400 /)
  assert.equal((await fetch(`${url}/no-such-page`)).status, 429)
})

test('refuses a large upload at once', async (t) => {
  const { url, port } = await startServer(t, { RATE_LIMIT_MAX: '1' })
  await fetch(`${url}/no-such-page`)
  const answer = await sendRaw(
    port,
    `POST /no-such-page HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n${'x'.repeat(500_000)}`,
  )
  assert.match(answer, /^HTTP\/1\.1 429 /)
  assert.match(answer, /connection: close/i)
})

const clients = [
  { trust: '', one: '192.0.2.1', other: '192.0.2.2', same: true, why: 'nobody may say whose request it is' },
  { trust: '127.0.0.1', one: '192.0.2.1', other: '192.0.2.2', same: false, why: 'a trusted proxy says so' },
  {
    trust: '127.0.0.1',
    one: '1.1.1.1, 192.0.2.1',
    other: '2.2.2.2, 192.0.2.1',
    same: true,
    why: 'the last one counts',
  },
  { trust: '127.0.0.1', one: '::ffff:192.0.2.1', other: '192.0.2.1', same: true, why: 'they are one address' },
  { trust: '127.0.0.1', one: '2001:db8::1', other: '2001:db8:0:0:ff::2', same: true, why: 'they share a /64' },
  { trust: '127.0.0.1', one: '2001:db8:0:1::1', other: '2001:db8:0:2::1', same: false, why: 'they do not share a /64' },
]

for (const { trust, one, other, same, why } of clients) {
  test(`takes ${one} and ${other} for ${same ? 'one client' : 'two clients'}: ${why}`, async (t) => {
    const { url } = await startServer(t, { RATE_LIMIT_MAX: '1', TRUST_PROXY: trust })
    await fetch(`${url}/no-such-page`, { headers: { 'X-Forwarded-For': one } })
    const { status } = await fetch(`${url}/no-such-page`, { headers: { 'X-Forwarded-For': other } })
    assert.equal(status === 429, same)
  })
}

test('warns of a proxy that is not trusted, once', async (t) => {
  const warn = t.mock.method(log, 'warn', () => {})
  const headers = { 'X-Forwarded-For': '192.0.2.1' }
  const trusting = await startServer(t, { TRUST_PROXY: '127.0.0.1' })
  await fetch(`${trusting.url}/no-such-page`, { headers })
  const { url } = await startServer(t)
  await fetch(`${url}/no-such-page`)
  assert.equal(warn.mock.callCount(), 0)
  for (const path of ['/a', '/b']) await fetch(url + path, { headers })
  assert.equal(warn.mock.callCount(), 1)
  assert.match(String(warn.mock.calls[0]?.arguments[0]), /TRUST_PROXY=127\.0\.0\.1$/)
})

test('counts no requests to internal routes, as far as these say that they are', async (t) => {
  const router = createRouter()
  router.add('GET', '/check', (ctx) => sendText(ctx, 200, 'well'), { internal: true })
  router.add('GET', '/data', (ctx) => sendText(ctx, 200, '1'), { internal: ({ target }) => target.query === 'token' })
  const { url } = await startServer(t, { RATE_LIMIT_MAX: '2' }, { router })
  const statusOf = async (path: string) => (await fetch(url + path)).status
  for (const path of ['/check', '/check?x=1', '/data?token', '/check']) assert.equal(await statusOf(path), 200, path)
  for (const status of [200, 200, 429]) assert.equal(await statusOf('/data?guess'), status)
  for (const path of ['/check', '/data?token']) assert.equal(await statusOf(path), 200, path)
})
