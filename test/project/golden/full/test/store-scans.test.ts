import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListQuery, Position, ScanQuery, Store } from '../src/crud/store.ts'
import { type Book, fields, samples } from './book.ts'
import { openBookStore } from './book-store.ts'

type Sort = ListQuery['sort']

const names = ['id', ...Object.keys(fields)] as (keyof Book)[]
const sorts: Sort[] = names.flatMap((field) => [false, true].map((descending) => ({ field, descending })))
sorts.push(undefined)

const wordsFor = (sort: Sort) => (sort === undefined ? 'default order' : `${sort.descending ? '-' : ''}${sort.field}`)

/** Samples again and again, without the value that must be unique. */
function draftOf(n: number): Omit<Book, 'id'> {
  const { isbn: _, ...book } = samples[n % samples.length] as Omit<Book, 'id'>
  return book
}

function positionOf(book: Book, sort: Sort): Position {
  const value = sort === undefined || sort.field === 'id' ? undefined : book[sort.field as keyof Book]
  return { id: book.id, value }
}

/** All items from the first on, in parts. `between`: what happens after each part. */
async function walk(store: Store<Book>, query: Omit<ScanQuery, 'after'>, between = async () => {}): Promise<Book[]> {
  const found: Book[] = []
  for (let after: Position | undefined; ; ) {
    const part = await store.scan({ ...query, after })
    assert.ok(part.length <= query.limit)
    found.push(...part)
    const last = part.at(-1)
    if (last === undefined) return found
    after = positionOf(last, query.sort)
    await between()
  }
}

for (const sort of sorts) {
  test(`goes on after each item, in ${wordsFor(sort)}, as a list has them`, async (t) => {
    const store = await openBookStore(t)
    for (const book of samples) await store.create(book)
    for (let n = 0; n < 20; n += 1) await store.create(draftOf(n))
    const { items } = await store.list({ filters: [], sort, offset: 0, limit: 100 })
    for (const limit of [1, 3, 100]) assert.deepEqual(await walk(store, { filters: [], sort, limit }), items)
  })
}

for (const sort of [undefined, { field: 'id', descending: true }, { field: 'pages', descending: true }]) {
  test(`goes on with what the filters find, in ${wordsFor(sort)}`, async (t) => {
    const store = await openBookStore(t)
    for (let n = 1; n <= 1000; n += 1) await store.create({ title: `n${n % 7}`, pages: n % 50 })
    const title = { field: 'title', operator: 'contains', value: 'N3' } as const
    const pages = { field: 'pages', operator: 'max', value: 40 } as const
    const filters = [title, pages]
    const all = await store.list({ filters, sort, offset: 0, limit: 1000 })
    assert.deepEqual(await walk(store, { filters, sort, limit: 9 }), all.items)
  })
}

for (const sort of sorts) {
  test(`neither skips nor repeats what is there all the time, in ${wordsFor(sort)}`, async (t) => {
    const store = await openBookStore(t)
    const create = (n: number) => store.create(draftOf(n))
    for (let n = 1; n <= 90; n += 1) await create(n)
    const other = sort?.field === 'site' ? { contact: 'a@b.c' } : { site: 'http://a.b' }
    let n = 0
    const found = await walk(store, { filters: [], sort, limit: 4 }, async () => {
      n += 1
      if (n > 30) return
      await create(n)
      await store.delete(n * 3, () => {})
      await store.update(n * 3 - 1, ({ id: _, ...book }) => ({ ...book, ...other }))
    })
    const ids = found.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (let id = 1; id <= 90; id += 1) assert.ok(id % 3 === 0 || ids.includes(id), `item ${id}`)
  })
}
