import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { startServer } from './support.ts'

const listed = { CORS_ORIGIN: 'https://a.example, https://b.example' }

test('lets every origin read every answer by default', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/no-such-page`, { headers: { Origin: 'https://any.example' } })
  assert.equal(res.status, 404)
  assert.equal(res.headers.get('access-control-allow-origin'), '*')
  assert.equal(res.headers.get('access-control-allow-credentials'), null)
})

const origins = [
  { origin: 'https://a.example', allowed: true },
  { origin: 'https://b.example', allowed: true },
  { origin: 'https://a.example.evil.example', allowed: false },
  { origin: 'https://evil-a.example', allowed: false },
  { origin: 'http://a.example', allowed: false },
  { origin: 'https://a.example:8443', allowed: false },
  { origin: 'null', allowed: false },
]

for (const { origin, allowed } of origins) {
  test(`${allowed ? 'lets' : 'does not let'} ${origin} read the answers when origins are listed`, async (t) => {
    const { url } = await startServer(t, { ...listed, CORS_CREDENTIALS: 'true' })
    const res = await fetch(`${url}/no-such-page`, { headers: { Origin: origin } })
    assert.equal(res.headers.get('access-control-allow-origin'), allowed ? origin : null)
    assert.equal(res.headers.get('access-control-allow-credentials'), allowed ? 'true' : null)
    assert.match(res.headers.get('vary') ?? '', /Origin/)
  })
}

test('lets scripts read the headers that are meant for them', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/no-such-page`, { headers: { Origin: 'https://any.example' } })
  const exposed = res.headers.get('access-control-expose-headers')?.split(', ') ?? []
  for (const name of ['Allow', 'Content-Range', 'ETag', 'Link', 'RateLimit', 'Retry-After', 'X-Request-Id']) {
    assert.ok(exposed.includes(name), name)
  }
})

test('tells caches about Origin even where none was sent', async (t) => {
  const { url } = await startServer(t, listed)
  assert.match((await fetch(`${url}/no-such-page`)).headers.get('vary') ?? '', /Origin/)
})

function preflight(url: string, origin: string): Promise<Response> {
  const asked = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'content-type, x-a' }
  return fetch(`${url}/no-such-page`, { method: 'OPTIONS', headers: { Origin: origin, ...asked } })
}

test('answers a preflight with what may be sent', async (t) => {
  const { url } = await startServer(t, listed)
  const res = await preflight(url, 'https://a.example')
  assert.equal(res.status, 204)
  assert.equal(res.headers.get('access-control-allow-origin'), 'https://a.example')
  assert.equal(res.headers.get('access-control-allow-methods'), 'GET, HEAD, OPTIONS')
  assert.equal(res.headers.get('access-control-allow-headers'), 'content-type, x-a')
  assert.match(res.headers.get('access-control-max-age') ?? '', /^\d+$/)
  assert.match(res.headers.get('vary') ?? '', /Access-Control-Request-Headers/)
})

test('answers the preflight of a foreign origin with nothing', async (t) => {
  const { url } = await startServer(t, listed)
  const res = await preflight(url, 'https://evil.example')
  assert.equal(res.status, 204)
  assert.deepEqual(
    [...res.headers.keys()].filter((name) => name.startsWith('access-control-')),
    [],
  )
})

test('takes OPTIONS without Access-Control-Request-Method for what it is', async (t) => {
  const { url } = await startServer(t, listed)
  const res = await fetch(`${url}/no-such-page`, { method: 'OPTIONS', headers: { Origin: 'https://a.example' } })
  assert.equal(res.status, 404)
})

test('refuses to start with credentials for everybody', () => {
  assert.throws(() => readConfig({ CORS_CREDENTIALS: 'true' }), /CORS_CREDENTIALS=true .* CORS_ORIGIN/)
})
