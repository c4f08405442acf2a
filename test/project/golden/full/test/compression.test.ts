import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import type { Context } from '../src/http/context.ts'
import { send } from '../src/http/send.ts'
import { ask, decode, hasZstd, serve } from './encoded.ts'
import { startServer } from './support.ts'

const text = 'All work and no play makes Jack a dull boy.\n'.repeat(100)
const plain = 'text/plain; charset=utf-8'

const best = hasZstd ? 'zstd' : 'br'

const accepted = [
  { accept: 'gzip, deflate, br, zstd', coding: best },
  { accept: 'gzip, deflate, br', coding: 'br' },
  { accept: 'GZip', coding: 'gzip' },
  { accept: '*', coding: best },
  { accept: '*;q=0.5, br;q=0, zstd;q=0', coding: 'gzip' },
  { accept: 'br;q=0.2, gzip;q=0.3', coding: 'gzip' },
  { accept: 'identity;q=0, gzip;q=0.001', coding: 'gzip' },
  { accept: 'identity, br;q=0.9', coding: undefined },
  { accept: 'br;q=0, gzip;q=0', coding: undefined },
  { accept: '*;q=0', coding: undefined },
  { accept: 'identity;q=0', coding: undefined },
  { accept: 'deflate, compress, br2', coding: undefined },
  { accept: '', coding: undefined },
  { accept: undefined, coding: undefined },
]

for (const { accept, coding } of accepted) {
  test(`sends ${coding ?? 'what there is'} to who accepts ${accept}, and tells caches so`, async (t) => {
    const url = await serve(t, (ctx) => send(ctx, 200, plain, text, { ETag: '"v1"' }))
    const headers = accept === undefined ? {} : { 'Accept-Encoding': accept }
    const answer = await ask(url, headers)
    assert.equal(decode(answer), text)
    assert.equal(answer.headers['content-encoding'], coding)
    assert.equal(answer.headers.vary, 'Accept-Encoding')
    assert.equal(answer.headers.etag, coding ? `"v1-${coding}"` : '"v1"')
    assert.equal(answer.headers['content-length'], coding ? undefined : String(text.length))
    assert.equal(answer.body.length < text.length, coding !== undefined)

    const head = await ask(url, headers, 'HEAD')
    assert.equal(head.body.length, 0)
    const { date: _, 'transfer-encoding': __, ...same } = answer.headers
    for (const [name, value] of Object.entries(same)) assert.deepEqual(head.headers[name], value, name)
  })
}

test('names Accept-Encoding once, beside what else the answer depends on', async (t) => {
  const url = await serve(t, (ctx) => {
    ctx.res.setHeader('Vary', ['Origin', 'accept-encoding'])
    send(ctx, 200, plain, text)
  })
  assert.equal((await ask(url, { 'Accept-Encoding': 'gzip' })).headers.vary, 'Accept-Encoding, Origin')
})

test('compresses the answers of the app, errors included, from a length that can be set', async (t) => {
  const { url } = await startServer(t, { COMPRESSION_MIN_BYTES: '10' })
  const answer = await ask(`${url}/no-such-page`, { 'Accept-Encoding': 'gzip' })
  assert.equal(answer.status, 404)
  assert.equal(answer.headers['content-encoding'], 'gzip')
  assert.match(decode(answer), /"status":404/)
})

test('compresses no more responses at a time than it may, and is free again after them', async (t) => {
  const waiting: Context[] = []
  const handler = (ctx: Context) => {
    waiting.push(ctx)
    // Both in one turn of the event loop: the first cannot be done before the second one begins.
    if (waiting.length === 2) for (const one of waiting.splice(0)) send(one, 200, plain, text)
  }
  const url = await serve(t, handler, { COMPRESSION_CONCURRENCY: '1' })
  for (let round = 0; round < 3; round += 1) {
    const responses = await Promise.all([1, 2].map(() => ask(url, { 'Accept-Encoding': 'gzip' })))
    assert.deepEqual(responses.map(({ headers }) => headers['content-encoding'] ?? 'none').sort(), ['gzip', 'none'])
    assert.deepEqual(responses.map(decode), [text, text])
  }
})

test('a client that does not read its response holds no encoder', async (t) => {
  const large = randomBytes(8_388_608).toString('hex')
  const respond = (ctx: Context) => send(ctx, 200, plain, ctx.req.url === '/large' ? large : text)
  const url = await serve(t, respond, { COMPRESSION_CONCURRENCY: '1' })
  const reader = connect(Number(new URL(url).port), '127.0.0.1')
  t.after(() => reader.destroy())
  reader.write('GET /large HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n')
  await once(reader, 'readable') // and reads no further
  while ((await ask(url, { 'Accept-Encoding': 'gzip' })).headers['content-encoding'] === undefined);
})
