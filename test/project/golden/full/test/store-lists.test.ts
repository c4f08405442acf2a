import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListQuery } from '../src/crud/store.ts'
import { isbn, samples } from './book.ts'
import { openBookStore } from './book-store.ts'

const all: ListQuery = { filters: [], sort: undefined, offset: 0, limit: 100 }

const sorts = [
  { field: 'id', descending: true, ids: [5, 4, 3, 2, 1] },
  { field: 'title', descending: false, ids: [5, 4, 1, 2, 3] },
  { field: 'title', descending: true, ids: [3, 2, 1, 4, 5] },
  { field: 'pages', descending: false, ids: [5, 1, 4, 3, 2] },
  { field: 'pages', descending: true, ids: [2, 3, 1, 4, 5] },
  { field: 'price', descending: false, ids: [3, 2, 1, 4, 5] },
  { field: 'lent', descending: true, ids: [3, 4, 5, 1, 2] },
  { field: 'printed', descending: false, ids: [1, 4, 3, 2, 5] },
]

for (const { field, descending, ids } of sorts) {
  test(`sorts by ${field}${descending ? ', descending' : ''}`, async (t) => {
    const store = await openBookStore(t)
    for (const book of samples) await store.create(book)
    const { items, total } = await store.list({ ...all, sort: { field, descending } })
    assert.deepEqual([items.map(({ id }) => id), total], [ids, 5])
    const part = await store.list({ ...all, sort: { field, descending }, offset: 1, limit: 2 })
    assert.deepEqual([part.items.map(({ id }) => id), part.total], [ids.slice(1, 3), 5])
  })
}

const filters = [
  { field: 'title', operator: 'contains', value: 'B', ids: [1, 4] },
  { field: 'title', operator: 'contains', value: '%', ids: [5] },
  { field: 'title', operator: 'contains', value: '_ü\'"', ids: [5] },
  { field: 'title', operator: 'contains', value: '', ids: [1, 2, 3, 4, 5] },
  { field: 'pages', operator: 'equals', value: 9_007_199_254_740_991, ids: [3] },
  { field: 'pages', operator: 'min', value: 10, ids: [1, 3, 4] },
  { field: 'price', operator: 'max', value: 0.5, ids: [2, 3] },
  { field: 'lent', operator: 'equals', value: false, ids: [2] },
  { field: 'printed', operator: 'equals', value: '2025-05-31T23:00:00.000Z', ids: [1, 4] },
  { field: 'printed', operator: 'min', value: '2025-06-01T00:00:00Z', ids: [3] },
  { field: 'contact', operator: 'equals', value: 'ADA@EXAMPLE.COM', ids: [1] },
  { field: 'isbn', operator: 'equals', value: isbn.toUpperCase(), ids: [1] },
  { field: 'genre', operator: 'equals', value: 'novel', ids: [] },
] as const

for (const { field, operator, value, ids } of filters) {
  test(`finds what ${operator} ${JSON.stringify(value)} in ${field}`, async (t) => {
    const store = await openBookStore(t)
    for (const book of samples) await store.create(book)
    const { items, total } = await store.list({ ...all, filters: [{ field, operator, value }] })
    assert.deepEqual([items.map(({ id }) => id), total], [ids, ids.length])
  })
}

test('ignores the case of letters beyond ASCII too', async (t) => {
  const store = await openBookStore(t)
  const titles = ['300 \u212a', '300 K', '300 k', 'ÀB', 'àb', 'ab']
  for (const title of titles) await store.create({ title })
  const found = async (value: string) => {
    const { items } = await store.list({ ...all, filters: [{ field: 'title', operator: 'contains', value }] })
    return items.map(({ id }) => id)
  }
  assert.deepEqual(await found('0 K'), [1, 2, 3])
  assert.deepEqual(await found('ÀB'), [4, 5])
  assert.deepEqual(await found('B'), [4, 5, 6])
  assert.deepEqual(await found('b'.repeat(200)), [])
})

test('combines filters, a sort and a page', async (t) => {
  const store = await openBookStore(t)
  for (let n = 1; n <= 1000; n += 1) await store.create({ title: `n${n % 7}`, pages: n })
  const title = { field: 'title', operator: 'contains', value: 'N3' } as const
  const pages = { field: 'pages', operator: 'max', value: 900 } as const
  const sort = { field: 'pages', descending: true }
  const { items, total } = await store.list({ filters: [title, pages], sort, offset: 2, limit: 3 })
  assert.deepEqual([items.map((book) => book.pages), total], [[885, 878, 871], 129])
})
