import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorsOf, path, post, send, startBooks, titlesOf } from './books.ts'

const missing = { sequelToId: 7, originalId: 1 }

test('refuses ids that are not there, by field, in POST, PUT and PATCH', async (t) => {
  const url = await startBooks(t, ['Emma'])
  const targets = { POST: url, PUT: `${url}/1`, PATCH: `${url}/1` }
  for (const [method, target] of Object.entries(targets)) {
    const res = await send(method, target, JSON.stringify({ title: 'x', ...missing }))
    assert.equal(res.status, 400)
    assert.match(await res.clone().text(), /must be the id of an item that exists in books/)
    assert.deepEqual(await errorsOf(res), ['sequelToId'])
  }
  assert.deepEqual(await titlesOf(await fetch(url)), ['Emma'])
})

test('keeps an item that others refer to, and says what they are', async (t) => {
  const url = await startBooks(t, ['Emma'])
  await post(url, { sequelToId: 1 })
  const refused = await fetch(`${url}/1`, { method: 'DELETE' })
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /items of books refer to it/)
  await send('PATCH', `${url}/2`, '{"sequelToId":null}')
  assert.equal((await fetch(`${url}/1`, { method: 'DELETE' })).status, 204)
})

test('lists what refers to an item, by each field, once', async (t) => {
  const url = await startBooks(t, ['one', 'two'])
  await post(url, { title: 'three', sequelToId: 1, originalId: 1 })
  await post(url, { title: 'four', originalId: 1 })
  await post(url, { title: 'five', sequelToId: 2 })
  const nested = `${url}/1/books`
  assert.deepEqual(await titlesOf(await fetch(nested)), ['three', 'four'])
  assert.deepEqual(await titlesOf(await fetch(`${nested}?sort=-id&title=o`)), ['four'])
  assert.deepEqual(await titlesOf(await fetch(`${nested}?sequelToId=1`)), ['three'])
  assert.deepEqual(await titlesOf(await fetch(`${url}?originalId=1`)), ['three', 'four'])
  const first = await fetch(`${nested}?limit=1`)
  assert.match(first.headers.get('link') ?? '', new RegExp(`<${path}/1/books\\?limit=1&page=2>; rel="next"`))
  const etag = first.headers.get('etag') ?? ''
  assert.equal((await fetch(`${nested}?limit=1`, { headers: { 'If-None-Match': etag } })).status, 304)
  assert.equal((await fetch(nested, { method: 'HEAD' })).status, 200)
})

for (const below of ['9/books', '0/books', 'x/books', '1/authors', '1/books/1', '1/books/']) {
  test(`finds nothing at ${below}`, async (t) => {
    assert.equal((await fetch(`${await startBooks(t, ['Emma'])}/${below}`)).status, 404)
  })
}

test('refuses a query of a nested list that is not valid, and other methods', async (t) => {
  const nested = `${await startBooks(t, ['Emma'])}/1/books`
  assert.deepEqual(await errorsOf(await fetch(`${nested}?x=1&minSequelToId=1`)), ['x', 'minSequelToId'])
  const posted = await send('POST', nested, '{}')
  assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD, OPTIONS'])
})
