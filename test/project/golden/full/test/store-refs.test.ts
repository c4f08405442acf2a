import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Filter, type ListQuery, MissingReferenceError, ReferredError } from '../src/crud/store.ts'
import { isbn } from './book.ts'
import { openBookStore } from './book-store.ts'

const all: ListQuery = { filters: [], sort: undefined, offset: 0, limit: 100 }

function isMissing(...fields: readonly string[]) {
  return (error: unknown) => {
    assert.ok(error instanceof MissingReferenceError)
    assert.deepEqual(error.fields, fields)
    return true
  }
}

function isReferred(error: unknown): boolean {
  assert.ok(error instanceof ReferredError)
  assert.deepEqual(error.by, ['books'])
  return true
}

test('refuses ids of items that are not there, and changes nothing', async (t) => {
  const store = await openBookStore(t)
  await store.create({ title: 'a', isbn })
  const refused = { title: 'b', sequelToId: 2, originalId: 3 }
  await assert.rejects(store.create(refused), isMissing('sequelToId', 'originalId'))
  await assert.rejects(store.create({ title: 'b', isbn, sequelToId: -1, originalId: 1 }), isMissing('sequelToId'))
  await assert.rejects(
    store.update(1, () => refused),
    isMissing('sequelToId', 'originalId'),
  )
  assert.deepEqual(await store.list(all), { items: [{ id: 1, title: 'a', isbn }], total: 1 })
  assert.equal((await store.create({ title: 'b', sequelToId: 1 })).id, 2)
})

test('keeps an item while others refer to it', async (t) => {
  const store = await openBookStore(t)
  for (const title of ['a', 'b', 'c']) await store.create({ title })
  await store.update(2, (book) => ({ ...book, sequelToId: 1 }))
  await store.update(3, (book) => ({ ...book, originalId: 1 }))
  const remove = () => store.delete(1, () => {})
  await assert.rejects(remove(), isReferred)
  await store.update(2, () => ({ title: 'b', sequelToId: 3 }))
  await assert.rejects(remove(), isReferred)
  await assert.rejects(
    store.delete(3, () => {}),
    isReferred,
  )
  await store.delete(2, () => {})
  await store.delete(3, () => {})
  assert.equal(await remove(), true)
})

test('deletes an item that refers to itself alone', async (t) => {
  const store = await openBookStore(t)
  for (const title of ['a', 'b']) await store.create({ title })
  await store.update(1, () => ({ title: 'a', sequelToId: 1, originalId: 1 }))
  await store.update(2, () => ({ title: 'b', sequelToId: 1 }))
  await assert.rejects(
    store.delete(1, () => {}),
    isReferred,
  )
  await store.update(2, () => ({ title: 'b' }))
  assert.equal(await store.delete(1, () => {}), true)
})

test('lets nothing refer to an item that is deleted at the same time', async (t) => {
  const store = await openBookStore(t)
  for (let id = 1; id <= 50; id += 1) await store.create({ title: 'a' })
  const ids = Array.from({ length: 50 }, (_, index) => index + 1)
  const changes = ids.flatMap((id) => [
    store.create({ title: 'b', sequelToId: id }),
    store.delete(id, () => {}),
    store.create({ title: 'c', originalId: id }),
  ])
  await Promise.allSettled(changes)
  const { items } = await store.list(all)
  const there = new Set(items.map(({ id }) => id))
  assert.ok(items.every(({ sequelToId = 51 }) => sequelToId > 50 || there.has(sequelToId)))
  assert.ok(items.every(({ originalId = 51 }) => originalId > 50 || there.has(originalId)))
  assert.equal(items.length, 100)
})

const either: Filter = { field: 'sequelToId', otherFields: ['originalId'], operator: 'equals', value: 1 }
const sequels: Filter = { field: 'sequelToId', operator: 'equals', value: 1 }

const lists: readonly { what: string; query: Partial<ListQuery>; ids: readonly number[]; total: number }[] = [
  { what: 'one field', query: { filters: [sequels] }, ids: [1, 2, 6], total: 3 },
  { what: 'either field', query: { filters: [either] }, ids: [1, 2, 3, 5, 6], total: 5 },
  { what: 'a page', query: { filters: [either], offset: 1, limit: 2 }, ids: [2, 3], total: 5 },
  {
    what: 'a sort',
    query: { filters: [either], sort: { field: 'pages', descending: true }, limit: 3 },
    ids: [1, 6, 3],
    total: 5,
  },
  {
    what: 'another filter',
    query: { filters: [{ field: 'title', operator: 'contains', value: 'B' }, either] },
    ids: [2, 5],
    total: 2,
  },
  { what: 'an id of nothing', query: { filters: [{ ...either, value: 99 }] }, ids: [], total: 0 },
]

for (const { what, query, ids, total } of lists) {
  test(`lists what refers to an item, by ${what}`, async (t) => {
    const store = await openBookStore(t)
    for (const title of ['a', 'ab', 'c', 'd', 'b', 'e']) await store.create({ title })
    await store.update(6, () => ({ title: 'e', sequelToId: 1 }))
    await store.update(1, () => ({ title: 'a', sequelToId: 1 }))
    await store.update(3, () => ({ title: 'c', originalId: 1, pages: 3 }))
    await store.update(2, () => ({ title: 'ab', sequelToId: 1, originalId: 1, pages: 2 }))
    await store.update(5, () => ({ title: 'b', sequelToId: 2, originalId: 1, pages: 1 }))
    const found = await store.list({ ...all, ...query })
    assert.deepEqual([found.items.map(({ id }) => id), found.total], [ids, total])
  })
}

test('lists hundreds of items that refer to one among others', async (t) => {
  const store = await openBookStore(t)
  await store.create({ title: 'a' })
  await store.create({ title: 'a' })
  for (let n = 0; n < 900; n += 1) {
    await store.create({ title: 'b', [n % 2 === 0 ? 'sequelToId' : 'originalId']: n % 3 === 0 ? 1 : 2 })
  }
  const { items, total } = await store.list({ ...all, filters: [either], offset: 250, limit: 10 })
  assert.deepEqual([items.map(({ id }) => id), total], [[753, 756, 759, 762, 765, 768, 771, 774, 777, 780], 300])
})
