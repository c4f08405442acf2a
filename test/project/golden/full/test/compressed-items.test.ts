import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBookStore } from './book-store.ts'
import { send, startBooks } from './books.ts'
import { ask, decode } from './encoded.ts'

const title = 'A title that is long enough. '.repeat(60)
const gzip = { 'Accept-Encoding': 'gzip' }

test('knows an item again by the tag it was read with, in whatever coding', async (t) => {
  const store = await openBookStore(t)
  const { id } = await store.create({ title })
  const url = `${await startBooks(t, [], store)}/${id}`
  const read = await ask(url, gzip)
  const tag = read.headers.etag ?? ''
  assert.deepEqual(JSON.parse(decode(read)), { id, title })
  assert.match(tag, /-gzip"$/)

  const again = await ask(url, { ...gzip, 'If-None-Match': tag })
  assert.equal(again.status, 304)
  assert.equal(again.headers.etag, tag)
  assert.match(again.headers.vary ?? '', /Accept-Encoding/)
  assert.equal((await ask(url, { 'If-None-Match': tag })).status, 200)

  const change = (headers: Record<string, string>) => send('PATCH', url, '{"pages":1}', headers)
  assert.equal((await change({ 'If-None-Match': tag })).status, 412)
  assert.equal((await change({ 'If-Match': '"another-gzip"' })).status, 412)
  assert.equal((await change({ 'If-Match': `W/${tag}` })).status, 412)
  assert.equal((await change({ 'If-Match': tag })).status, 200)
  assert.equal((await change({ 'If-Match': tag })).status, 412)
})
