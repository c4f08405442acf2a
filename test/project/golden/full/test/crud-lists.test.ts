import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorsOf, path, post, startBooks, titlesOf } from './books.ts'

const lists = [
  { query: '', titles: ['Emma', 'Ulysses', 'emil', 'Faust'] },
  { query: '?limit=2', titles: ['Emma', 'Ulysses'] },
  { query: '?limit=2&page=2', titles: ['emil', 'Faust'] },
  { query: '?page=9', titles: [] },
  { query: '?sort=-id', titles: ['Faust', 'emil', 'Ulysses', 'Emma'] },
  { query: '?sort=title', titles: ['Emma', 'Faust', 'Ulysses', 'emil'] },
  { query: '?title=EM', titles: ['Emma', 'emil'] },
]

for (const { query, titles } of lists) {
  test(`lists ${titles.join(', ') || 'nothing'} for "${query}"`, async (t) => {
    const url = await startBooks(t, ['Emma', 'Ulysses', 'emil', 'Faust'])
    assert.deepEqual(await titlesOf(await fetch(url + query)), titles)
  })
}

const ranges = [
  { query: 'pages=20', titles: ['b'] },
  { query: 'minPages=20&maxPages=30', titles: ['b', 'c'] },
  { query: 'minPrinted=2026-01-01T00:00:00Z', titles: ['c'] },
  { query: 'printed=2025-06-01T02:00:00%2B02:00', titles: ['b'] },
  { query: 'sort=-printed', titles: ['c', 'b', 'a'] },
  { query: 'sort=pages&limit=1&page=2', titles: ['b'] },
  { query: 'contact=ADA@example.com', titles: ['a'] },
]

for (const { query, titles } of ranges) {
  test(`finds ${titles.join(', ')} by ${query}`, async (t) => {
    const url = await startBooks(t)
    await post(url, { title: 'a', pages: 10, contact: 'Ada@Example.com', printed: '2025-06-01T01:00:00+02:00' })
    await post(url, { title: 'b', pages: 20, printed: '2025-06-01T00:00:00Z' })
    await post(url, { title: 'c', pages: 30, printed: '2026-01-01T00:00:00Z' })
    assert.deepEqual(await titlesOf(await fetch(`${url}?${query}`)), titles)
  })
}

const queries = ['page=0', 'page=', 'page=501', 'limit=101', 'limit=1e1', 'limit=-1', 'sort=x', 'x=1', 'pages=x']
queries.push('page=1&page=2')

for (const query of queries) {
  test(`refuses the query ${query} and names the parameter`, async (t) => {
    const res = await fetch(`${await startBooks(t)}?${query}`)
    assert.equal(res.status, 400)
    assert.deepEqual(await errorsOf(res), [query.split('=')[0]])
  })
}

test('links the neighbours of a page', async (t) => {
  const url = await startBooks(t, ['a', 'b', 'c'])
  const res = await fetch(`${url}?limit=1&page=2`)
  assert.equal(
    res.headers.get('link'),
    ['1>; rel="first"', '1>; rel="prev"', '3>; rel="next"', '3>; rel="last"']
      .map((tail) => `<${path}?limit=1&page=${tail}`)
      .join(', '),
  )
})
