import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

test('greets at / in plain text', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(url)
  assert.equal(res.status, 200)
  assert.equal(res.headers.get('content-type'), 'text/plain; charset=utf-8')
  assert.equal(await res.text(), 'Hello from my-api\n')
})

test('serves nothing but GET, HEAD and OPTIONS there', async (t) => {
  const { url } = await startServer(t)
  const refused = await fetch(url, { method: 'DELETE' })
  assert.equal(refused.status, 405)
  assert.equal(refused.headers.get('allow'), 'GET, HEAD, OPTIONS')
  const options = await fetch(url, { method: 'OPTIONS' })
  assert.equal(options.status, 204)
  assert.equal(options.headers.get('allow'), 'GET, HEAD, OPTIONS')
})
