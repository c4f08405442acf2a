import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

test('greets by the name in the path', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/hello/a%2Fb+c`)
  assert.equal(res.status, 200)
  assert.deepEqual(await res.json(), { message: 'Hello a/b+c' })
})

const bodies: readonly (readonly [body: string, status: number])[] = [
  ['{"name":"Ada"}', 200],
  ['{"name":1}', 400],
  ['{}', 400],
  ['[]', 400],
  ['', 400],
]
for (const [body, status] of bodies) {
  test(`responds with ${status} to the body ${body || 'of no bytes'}`, async (t) => {
    const { url } = await startServer(t)
    const headers = { 'Content-Type': 'application/json' }
    const res = await fetch(`${url}/hello`, { method: 'POST', headers, body })
    assert.equal(res.status, status)
    if (status === 200) assert.deepEqual(await res.json(), { message: 'Hello Ada' })
  })
}
