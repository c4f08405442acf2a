import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { serveFolder } from './static-folder.ts'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const rows = [
  { path: '/missing', accept: browser, type: 'text/html; charset=utf-8' },
  { path: '/missing', accept: 'text/html', type: 'text/html; charset=utf-8' },
  { path: '/missing', accept: '*/*', type: 'application/problem+json' },
  { path: '/missing', accept: 'application/json, text/html;q=0.9', type: 'application/problem+json' },
  { path: '/missing', accept: 'text/html;q=0', type: 'application/problem+json' },
  { path: '/api/missing', accept: browser, type: 'application/problem+json' },
  { path: '/%61pi/missing', accept: browser, type: 'application/problem+json' },
  { path: '/apiary', accept: browser, type: 'text/html; charset=utf-8' },
  { path: '/%zz', accept: browser, type: 'text/html; charset=utf-8' },
]

for (const { path, accept, type } of rows) {
  test(`answers an error at ${path} as ${type} to ${accept}`, async (t) => {
    const { url } = await serveFolder(t, {})
    const res = await fetch(url + path, { headers: { Accept: accept } })
    assert.ok(res.status >= 400)
    assert.equal(res.headers.get('content-type'), type)
    assert.equal(res.headers.get('cache-control'), 'no-store')
  })
}

test('sends a page that its own policy lets pass, and that holds nothing of the request', async (t) => {
  const { url } = await serveFolder(t, {})
  const res = await fetch(`${url}/<script>alert(1)</script>`, { headers: { Accept: browser } })
  const page = await res.text()
  assert.match(page, /<h1>404 Not Found<\/h1>/)
  assert.doesNotMatch(page, /<script|alert/)
  const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? ''
  const digest = createHash('sha256').update(style).digest('base64')
  const policy = res.headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; /)
  assert.ok(policy.includes(`'sha256-${digest}'`))
})

test('keeps the headers of the error', async (t) => {
  const { url } = await serveFolder(t, { 'name.txt': '' })
  const res = await fetch(`${url}/name.txt`, { method: 'DELETE', headers: { Accept: browser } })
  assert.equal(res.status, 405)
  assert.equal(res.headers.get('allow'), 'GET, HEAD, OPTIONS')
})
