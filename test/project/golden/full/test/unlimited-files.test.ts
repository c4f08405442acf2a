import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

test('serves files however many requests were counted, and counts those that are missing', async (t) => {
  const { url } = await startServer(t, { RATE_LIMIT_MAX: '1' })
  for (const method of ['GET', 'HEAD', 'GET']) {
    const { status, headers } = await fetch(url, { method })
    assert.equal(status, 200)
    assert.equal(headers.get('ratelimit'), null)
  }
  for (const status of [404, 429]) assert.equal((await fetch(`${url}/missing.css`)).status, status)
  assert.equal((await fetch(url)).status, 200)
})
