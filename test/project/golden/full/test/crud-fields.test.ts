import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorsOf, post, send, startBooks, titlesOf } from './books.ts'

const accepted: readonly object[] = [
  { pages: 0 },
  { pages: -3 },
  { price: 1e-7 },
  { lent: false },
  { printed: '2024-02-29T23:59:59.5+05:30' },
  { printed: '1990-12-31t23:59:60z' },
  { contact: "o'hara+x@example.co" },
  { site: 'https://example.com/ü?q#top' },
  { isbn: '3F2504E0-4f89-41d3-9a0c-0305e82c3301' },
  { genre: 'poem' },
  { title: '💥'.repeat(100) },
  { id: 99 },
]

for (const book of accepted) {
  test(`accepts ${JSON.stringify(book)}`, async (t) => {
    const res = await post(await startBooks(t), book)
    assert.equal(res.status, 201)
    assert.deepEqual(await res.json(), { title: 'Emma', ...book, id: 1 })
  })
}

const refused: readonly object[] = [
  { title: null },
  { title: 5 },
  { title: 'a\0' },
  { title: '\ud800a' },
  { pages: 1.5 },
  { pages: '3' },
  { pages: 2 ** 60 },
  { price: '9' },
  { lent: 'true' },
  { lent: null },
  { printed: '2023-02-29T00:00:00Z' },
  { printed: '2023-02-28T00:00:00' },
  { printed: '2023-02-28' },
  { printed: '2023-02-28T24:00:00Z' },
  { printed: '1990-12-31T12:00:60Z' },
  { contact: 'ada@' },
  { contact: 'ada@-x.com' },
  { site: 'javascript:alert(1)' },
  { site: '/relative' },
  { isbn: 'x' },
  { genre: 'essay' },
  { unknown: 1 },
  { constructor: { prototype: 1 } },
]

for (const book of refused) {
  test(`refuses ${JSON.stringify(book)} and names the field`, async (t) => {
    const url = await startBooks(t)
    const res = await post(url, book)
    assert.equal(res.status, 400)
    assert.deepEqual(await errorsOf(res), Object.keys(book))
    assert.deepEqual(await titlesOf(await fetch(url)), [])
  })
}

test('names every fault at once', async (t) => {
  const res = await send('POST', await startBooks(t), '{"pages":"x","lent":1,"__proto__":{"x":1}}')
  assert.deepEqual(await errorsOf(res), ['pages', 'lent', '__proto__', 'title'])
})
