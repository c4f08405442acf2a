import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

const ids = [
  { sent: 'abc-1.X_2', kept: true },
  { sent: 'x'.repeat(64), kept: true },
  { sent: 'x'.repeat(65), kept: false },
  { sent: 'a b', kept: false },
  { sent: 'a"b', kept: false },
  { sent: 'a, b', kept: false },
]

for (const { sent, kept } of ids) {
  test(`${kept ? 'keeps' : 'replaces'} the request id ${sent}`, async (t) => {
    const { url } = await startServer(t)
    const res = await fetch(`${url}/no-such-page`, { headers: { 'X-Request-Id': sent } })
    const id = res.headers.get('x-request-id')
    assert.match(id ?? '', /^[\w.-]{1,64}$/)
    assert.equal(id === sent, kept)
    assert.equal(((await res.json()) as Record<string, unknown>)['requestId'], id)
  })
}
