import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBookStore } from './book-store.ts'
import { errorsOf, path, post, send, startBooks, titlesOf } from './books.ts'

test('keeps a unique value to one item', async (t) => {
  const url = await startBooks(t)
  const isbn = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
  await post(url, { isbn })
  await post(url, {})
  const taken = await post(url, { isbn })
  assert.equal(taken.status, 409)
  assert.deepEqual(await errorsOf(taken), ['isbn'])
  assert.equal((await send('PATCH', `${url}/2`, JSON.stringify({ isbn }))).status, 409)
  assert.equal((await send('PATCH', `${url}/1`, JSON.stringify({ isbn }))).status, 200)
  assert.equal((await post(url, { isbn: isbn.toUpperCase() })).status, 409)
  await send('PATCH', `${url}/1`, '{"isbn":null}')
  assert.equal((await send('PATCH', `${url}/2`, JSON.stringify({ isbn }))).status, 200)
  await fetch(`${url}/2`, { method: 'DELETE' })
  assert.equal((await post(url, { isbn })).status, 201)
})

for (const id of ['0', '2', '01', '1.0', 'x', '-1', '99999999999999999999', '__proto__', 'a%2Fb']) {
  test(`finds no item ${id}`, async (t) => {
    const url = await startBooks(t, ['Emma'])
    for (const method of ['GET', 'DELETE']) assert.equal((await fetch(`${url}/${id}`, { method })).status, 404)
  })
}

test('gives an id to one item only', async (t) => {
  const url = await startBooks(t, ['Emma'])
  await fetch(`${url}/1`, { method: 'DELETE' })
  assert.equal((await fetch(`${url}/1`, { method: 'DELETE' })).status, 404)
  assert.equal((await post(url, {})).headers.get('location'), `${path}/2`)
})

test('replaces with PUT and merges with PATCH', async (t) => {
  const url = await startBooks(t)
  await post(url, { pages: 3, lent: true })
  const merged = await send('PATCH', `${url}/1`, '{"pages":null,"title":"Emil"}')
  assert.deepEqual(await merged.json(), { id: 1, title: 'Emil', lent: true })
  const replaced = await send('PUT', `${url}/1`, '{"title":"Faust"}')
  assert.deepEqual(await replaced.json(), { id: 1, title: 'Faust' })
  const refusedMerge = await send('PATCH', `${url}/1`, '{"title":null,"pages":4}')
  assert.equal(refusedMerge.status, 400)
  assert.deepEqual(await (await fetch(`${url}/1`)).json(), { id: 1, title: 'Faust' })
})

test('takes a patch as JSON or merge patch only', async (t) => {
  const url = await startBooks(t, ['Emma'])
  const type = (value: string) => ({ 'Content-Type': value })
  assert.equal((await send('PATCH', `${url}/1`, '{}', type('application/merge-patch+json'))).status, 200)
  const res = await send('PATCH', `${url}/1`, '[]', type('application/json-patch+json'))
  assert.equal(res.status, 415)
  assert.match(res.headers.get('accept-patch') ?? '', /merge-patch/)
})

test('answers 304 to a client that has the current version', async (t) => {
  const url = await startBooks(t, ['Emma'])
  for (const target of [url, `${url}/1`]) {
    const etag = (await fetch(target)).headers.get('etag') ?? ''
    const res = await fetch(target, { headers: { 'If-None-Match': `"x", W/${etag}` } })
    assert.equal(res.status, 304)
    assert.equal(res.headers.get('etag'), etag)
  }
})

test('changes nothing when the client speaks of another version', async (t) => {
  const url = await startBooks(t, ['Emma'])
  const etag = (await fetch(`${url}/1`)).headers.get('etag') ?? ''
  for (const stale of ['"x"', `W/${etag}`]) {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const body = method === 'DELETE' ? null : '{"title":"x"}'
      const headers = { 'Content-Type': 'application/json', 'If-Match': stale }
      assert.equal((await fetch(`${url}/1`, { method, headers, body })).status, 412)
    }
  }
  assert.deepEqual(await titlesOf(await fetch(url)), ['Emma'])
  assert.equal((await send('PUT', `${url}/1`, '{"title":"Emil"}', { 'If-Match': etag })).status, 200)
})

test('answers 500 without a word of why when the store fails', async (t) => {
  t.mock.method(console, 'error', () => {})
  const failing = { ...(await openBookStore(t)), get: () => Promise.reject(new Error('the password is x')) }
  const res = await fetch(`${await startBooks(t, [], failing)}/1`)
  assert.equal(res.status, 500)
  assert.doesNotMatch(await res.text(), /password/)
})

test('gives fifty concurrent requests fifty ids', async (t) => {
  const url = await startBooks(t)
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(url, {})))
  assert.equal(new Set(answers.map((res) => res.headers.get('location'))).size, 50)
})
