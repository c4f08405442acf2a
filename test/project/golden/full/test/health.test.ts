import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

for (const path of ['/health', '/ready', '/health?x=1']) {
  test(`answers ${path} with its status, which no cache keeps`, async (t) => {
    const { url } = await startServer(t)
    const res = await fetch(url + path)
    assert.equal(res.status, 200)
    assert.equal(res.headers.get('cache-control'), 'no-store')
    const { status, uptime, timestamp } = (await res.json()) as Record<string, unknown>
    assert.equal(status, 'ok')
    assert.ok(Number(uptime) > 0)
    assert.ok(Math.abs(Date.parse(String(timestamp)) - Date.now()) < 60_000)
  })
}

test('serves nothing but GET, HEAD and OPTIONS there', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/health`, { method: 'POST' })
  assert.equal(res.status, 405)
  assert.equal(res.headers.get('allow'), 'GET, HEAD, OPTIONS')
  assert.equal((await fetch(`${url}/ready`, { method: 'HEAD' })).status, 200)
})
