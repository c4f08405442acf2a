import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pagePolicy } from '../src/routes/files/page-policy.ts'
import { serveFolder } from './static-folder.ts'

test('gives pages a policy that lets them load what is beside them', async (t) => {
  const { url } = await serveFolder(t, { 'index.html': '<!doctype html><title>a</title>' })
  const res = await fetch(url)
  assert.equal(res.headers.get('content-security-policy'), pagePolicy)
  assert.match(pagePolicy, /default-src 'self'/)
  assert.doesNotMatch(pagePolicy, /unsafe/)
})

test('leaves that policy in place when a page has not changed', async (t) => {
  const { url } = await serveFolder(t, { 'index.html': '<!doctype html><title>a</title>' })
  const etag = (await fetch(url)).headers.get('etag') ?? ''
  const res = await fetch(url, { headers: { 'If-None-Match': etag } })
  assert.equal(res.status, 304)
  assert.equal(res.headers.get('content-security-policy'), pagePolicy)
})

test('gives errors a policy of their own', async (t) => {
  const { url } = await serveFolder(t, {})
  const page = await fetch(`${url}/no-such-page`, { headers: { Accept: 'text/html' } })
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/)
  assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/)
})
