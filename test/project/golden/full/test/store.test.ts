import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListQuery, UniqueError } from '../src/crud/store.ts'
import { isbn, samples } from './book.ts'
import { openBookStore } from './book-store.ts'

// What every store has to do, tried with the one that this project has.

const all: ListQuery = { filters: [], sort: undefined, offset: 0, limit: 100 }

test('gives back what was stored, as a copy', async (t) => {
  const store = await openBookStore(t)
  for (const [index, book] of samples.entries()) {
    const created = await store.create(book)
    assert.deepEqual(created, { id: index + 1, ...book })
    created.title = 'changed'
    const read = await store.get(created.id)
    assert.deepEqual(read, { id: index + 1, ...book })
  }
  for (const item of (await store.list(all)).items) item.title = 'changed'
  assert.deepEqual(
    (await store.list(all)).items.map(({ title }) => title),
    samples.map(({ title }) => title),
  )
})

test('refuses a unique value that another item has, and changes nothing', async (t) => {
  const store = await openBookStore(t)
  await store.create({ title: 'a', isbn })
  await store.create({ title: 'b' })
  const isTaken = (error: unknown) => error instanceof UniqueError && error.field === 'isbn'
  await assert.rejects(store.create({ title: 'c', isbn: isbn.toUpperCase() }), isTaken)
  await assert.rejects(
    store.update(2, () => ({ title: 'c', isbn })),
    isTaken,
  )
  assert.deepEqual(await store.get(2), { id: 2, title: 'b' })
  assert.deepEqual(await store.update(1, () => ({ title: 'c', isbn })), { id: 1, title: 'c', isbn })
  await store.delete(1, () => {})
  assert.equal((await store.update(2, () => ({ title: 'c', isbn })))?.isbn, isbn)
})

test('changes an item in one step', async (t) => {
  const store = await openBookStore(t)
  await store.create({ title: 'a', pages: 0 })
  await Promise.all(
    Array.from({ length: 100 }, () =>
      store.update(1, ({ id, ...book }) => ({ ...book, pages: (book.pages ?? 0) + id })),
    ),
  )
  assert.equal((await store.get(1))?.pages, 100)
})

test('keeps an item as it is when the change of it throws', async (t) => {
  const store = await openBookStore(t)
  await store.create({ title: 'a' })
  const fail = (): never => {
    throw new Error('no')
  }
  await assert.rejects(store.update(1, fail), /no/)
  await assert.rejects(store.delete(1, fail), /no/)
  assert.deepEqual(await store.list(all), { items: [{ id: 1, title: 'a' }], total: 1 })
  assert.equal(await store.update(2, fail), undefined)
  assert.equal(await store.delete(2, fail), false)
})

test('never gives an id again', async (t) => {
  const store = await openBookStore(t)
  for (let n = 1; n <= 3; n += 1) assert.equal((await store.create({ title: 'a' })).id, n)
  for (const id of [2, 3]) assert.equal(await store.delete(id, () => {}), true)
  assert.equal((await store.create({ title: 'a' })).id, 4)
  assert.equal((await store.list(all)).total, 2)
})
