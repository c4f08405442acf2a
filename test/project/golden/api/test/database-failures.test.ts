import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { HttpError } from '../src/http/errors.ts'
import { openBooks } from './book-store.ts'
import { databasePath } from './database-path.ts'

const all = { filters: [], sort: undefined, offset: 0, limit: 100 }

function isResponse(status: number) {
  return (error: unknown) => error instanceof HttpError && error.status === status
}

/** A store in a file, and another connection to that file. */
function openTwice(t: TestContext) {
  const path = databasePath(t)
  mkdirSync(dirname(path))
  const { store } = openBooks(t, path)
  const other = new DatabaseSync(path)
  t.after(() => other.close())
  return { store, other }
}

test('waits for the lock of another connection, and reads meanwhile', async (t) => {
  const { store, other } = openTwice(t)
  other.exec('BEGIN IMMEDIATE')
  const finished: number[] = []
  const created = ['a', 'b'].map((title) => store.create({ title }).then(({ id }) => finished.push(id)))
  assert.equal((await store.list(all)).total, 0)
  await nextTurn()
  assert.deepEqual(finished, [])
  other.exec('ROLLBACK')
  await Promise.all(created)
  assert.deepEqual(finished, [1, 2])
})

test('responds with 503 when a lock is held for longer than 5 s, and recovers', async (t) => {
  const { store, other } = openTwice(t)
  other.exec('BEGIN IMMEDIATE')
  let now = 0
  t.mock.method(performance, 'now', () => {
    now += 3000
    return now
  })
  const refused = (error: unknown) => isResponse(503)(error) && (error as HttpError).headers['Retry-After'] === 1
  await assert.rejects(store.create({ title: 'a' }), refused)
  other.exec('ROLLBACK')
  assert.equal((await store.create({ title: 'a' })).id, 1)
})

test('responds with 503 where the file is damaged', async (t) => {
  const path = databasePath(t)
  mkdirSync(dirname(path))
  const { db, store } = openBooks(t, path)
  for (let n = 0; n < 100; n += 1) await store.create({ title: 'x'.repeat(1000) })
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.exec('PRAGMA shrink_memory')
  // All pages but the first, which says that it is a database.
  writeFileSync(path, readFileSync(path).fill(0xff, 4096))
  const sorted = { ...all, sort: { field: 'title', descending: false } }
  for (const list of [all, sorted]) await assert.rejects(store.list(list), isResponse(503))
  await assert.rejects(store.get(1), isResponse(503))
})

test('responds with 507 when there is no space, and stores no part of an item', async (t) => {
  const { db, store } = openBooks(t, ':memory:')
  db.exec('PRAGMA max_page_count = 20')
  const title = 'x'.repeat(10_000)
  let count = 0
  const fill = async () => {
    for (; count < 100; count += 1) await store.create({ title })
  }
  await assert.rejects(fill(), isResponse(507))
  assert.ok(count > 0)
  const { items, total } = await store.list(all)
  assert.deepEqual([items.length, total], [count, count])
  assert.ok(items.every((item) => item.title === title))
  db.exec('PRAGMA max_page_count = 1000')
  assert.equal((await store.create({ title })).id, count + 1)
})

test('responds with 503 where it cannot write, and goes on reading', async (t) => {
  const { db, store } = openBooks(t, ':memory:')
  await store.create({ title: 'a' })
  db.exec('PRAGMA query_only = ON')
  await assert.rejects(store.create({ title: 'b' }), isResponse(503))
  assert.equal((await store.list(all)).total, 1)
})
