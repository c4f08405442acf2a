import assert from 'node:assert/strict'
import type { OutgoingHttpHeaders } from 'node:http'
import { test } from 'node:test'
import { send } from '../src/http/send.ts'
import { ask, decode, serve } from './encoded.ts'

const text = 'All work and no play makes Jack a dull boy.\n'.repeat(100)
const plain = 'text/plain; charset=utf-8'

interface Row {
  readonly about: string
  readonly type?: string
  readonly body?: string
  readonly sent?: OutgoingHttpHeaders
  readonly asked?: OutgoingHttpHeaders
  /** Whether caches are told that others may get other bytes. */
  readonly varies?: true
}

const asItIs: readonly Row[] = [
  { about: 'a small answer', body: 'x'.repeat(1023) },
  { about: 'a picture', type: 'image/png' },
  { about: 'events', type: 'text/event-stream' },
  { about: 'what must not be transformed', sent: { 'Cache-Control': 'no-cache, No-Transform' } },
  { about: 'what is encoded already', sent: { 'content-encoding': 'deflate' } },
  { about: 'what sets a cookie', sent: { 'set-cookie': ['a=1'], 'Cache-Control': 'public' }, varies: true },
  { about: 'an answer to a cookie', asked: { Cookie: 'session=1' }, varies: true },
  { about: 'an answer to credentials', asked: { Authorization: 'Basic eDp5' }, varies: true },
]

for (const { about, type = plain, body = text, sent = {}, asked = {}, varies } of asItIs) {
  test(`leaves ${about} as it is`, async (t) => {
    const url = await serve(t, (ctx) => send(ctx, 200, type, body, sent))
    const answer = await ask(url, { 'Accept-Encoding': 'gzip', ...asked })
    assert.equal(String(answer.body), body)
    assert.equal(answer.headers['content-length'], String(body.length))
    assert.equal(answer.headers.vary, varies && 'Accept-Encoding')
  })
}

const compressed: readonly Row[] = [
  { about: 'what is just long enough', body: 'x'.repeat(1024) },
  { about: 'JSON', type: 'application/json' },
  { about: 'what is built on JSON', type: 'application/problem+json' },
  { about: 'a drawing', type: 'image/svg+xml' },
  { about: 'what is public, to credentials too', sent: { 'Cache-Control': 'public' }, asked: { Cookie: 'session=1' } },
]

for (const { about, type = plain, body = text, sent = {}, asked = {} } of compressed) {
  test(`compresses ${about}`, async (t) => {
    const headers = { 'content-length': body.length, ...sent }
    const url = await serve(t, (ctx) => send(ctx, 200, type, Buffer.from(body), headers))
    const answer = await ask(url, { 'Accept-Encoding': 'gzip', ...asked })
    assert.equal(answer.headers['content-encoding'], 'gzip')
    assert.equal(answer.headers['content-length'], undefined)
    assert.equal(decode(answer), body)
  })
}
