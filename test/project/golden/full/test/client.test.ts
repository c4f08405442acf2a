import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../client/client.ts'
import { createCollection } from '../client/collection.ts'
import { ApiError, createSend, VersionError } from '../client/send.ts'
import type { Book } from './book.ts'
import { path, startBooks } from './books.ts'
import { startServer } from './support.ts'

async function openBooks(...given: Parameters<typeof startBooks>) {
  const url = await startBooks(...given)
  return createCollection<Book, never>(createSend(url.slice(0, -path.length), {}), path)
}

test('creates, reads, changes and deletes an item', async (t) => {
  const books = await openBooks(t)
  const created = await books.create({ title: 'Emma', pages: 9 })
  assert.deepEqual(created.item, { id: 1, title: 'Emma', pages: 9 })
  assert.deepEqual(await books.read(1), created)
  assert.deepEqual((await books.update(1, { title: 'B', pages: null })).item, { id: 1, title: 'B' })
  assert.deepEqual((await books.replace(1, { title: 'C' })).item, { id: 1, title: 'C' })
  await books.delete(1)
  await assert.rejects(books.read(1), { status: 404, title: 'Not Found' })
})

test('changes nothing but the version that was read', async (t) => {
  const books = await openBooks(t, ['Emma'])
  const read = await books.read(1)
  const changed = await books.update(read, { pages: 1 })
  for (const change of [() => books.update(read, { pages: 2 }), () => books.replace(read, { title: 'B' })]) {
    await assert.rejects(change, VersionError)
  }
  await assert.rejects(books.delete(read), VersionError)
  assert.equal((await books.update(changed, { pages: 3 })).item.pages, 3)
})

test('lists every item that matches, over as many pages as it takes', async (t) => {
  const books = await openBooks(t, ['A1', 'B', 'A2', 'A3', 'A4', 'A5'])
  const titlesOf = async (list: AsyncIterable<Book>) => {
    const titles: string[] = []
    for await (const { title } of list) titles.push(title)
    return titles.join()
  }
  assert.equal(await titlesOf(books.list({ title: 'a', sort: '-title', limit: 2 })), 'A5,A4,A3,A2,A1')
  assert.equal(await titlesOf(books.list({ title: 'B', limit: 1 })), 'B')
  assert.equal(await titlesOf(books.list({ minPages: 1 })), '')
})

test('rejects with the problem that the server names', async (t) => {
  const books = await openBooks(t)
  await assert.rejects(books.create({ title: 'Emma', pages: 1.5 }), (error) => {
    assert.ok(error instanceof ApiError && !(error instanceof VersionError))
    assert.equal(error.status, 400)
    assert.deepEqual(error.errors, [{ field: 'pages', message: 'must be a whole number' }])
    return true
  })
})

test('rejects with the status where the response is not a problem', async (t) => {
  for (const body of ['<html>', 'null', '"{}"', '']) {
    const { url } = await startServer(t, {}, {}, ({ res }) => void res.writeHead(502).end(body))
    await assert.rejects(createSend(`${url}/`, {})('GET', '/a'), { status: 502, title: 'Bad Gateway', errors: [] })
  }
})

test('sends the headers that it was made with', async (t) => {
  const { url } = await startServer(t, {}, {}, ({ req, res }) => void res.end(req.headers.authorization))
  const send = createSend(url, { headers: { Authorization: 'Bearer a' } })
  assert.equal(await (await send('POST', '/', {})).text(), 'Bearer a')
})

test('knows the path of each resource', async (t) => {
  const client = createClient((await startServer(t)).url)
  for (const collection of Object.values(client)) {
    await assert.rejects(collection.read(1), { status: 404, detail: 'There is no item with this id' })
    assert.deepEqual(await collection.list().next(), { done: true, value: undefined })
  }
})
