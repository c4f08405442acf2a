import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { openBookStore } from './book-store.ts'
import { errorsOf, post, startBooks } from './books.ts'

const json = 'application/json; charset=utf-8'
const ndjson = 'application/x-ndjson; charset=utf-8'
const csv = 'text/csv; charset=utf-8; header=present'

const preferences = [
  { accept: 'application/x-ndjson', type: ndjson },
  { accept: 'TEXT/CSV', type: csv },
  { accept: 'text/*', type: csv },
  { accept: 'text/csv;q=0.5, application/x-ndjson', type: ndjson },
  { accept: 'text/csv, */*;q=0.1', type: csv },
  { accept: 'text/csv;q=0.9, application/json', type: json },
  { accept: 'text/csv;q=0, image/png', type: json },
  { accept: 'application/*', type: json },
  { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', type: json },
]

for (const { accept, type } of preferences) {
  test(`sends ${type} to a client that accepts ${accept}`, async (t) => {
    const url = await startBooks(t, ['Emma'])
    for (const method of ['GET', 'HEAD']) {
      const res = await fetch(url, { method, headers: { Accept: accept } })
      assert.equal(res.headers.get('content-type'), type)
      assert.match(res.headers.get('vary') ?? '', /\bAccept\b/)
      assert.equal((await res.text()) === '', method === 'HEAD')
    }
  })
}

const list = async (url: string, type: string) => (await fetch(url, { headers: { Accept: type } })).text()

test('exports every item that matches, in order, as lines of JSON', async (t) => {
  const store = await openBookStore(t)
  for (let n = 1; n <= 500; n += 1) await store.create({ title: `n${n % 7}`, pages: n })
  const url = await startBooks(t, [], store)
  const pagesFor = async (query: string) => {
    const text = await list(`${url}?${query}`, 'application/x-ndjson')
    return text.split('\n').map((line) => line && (JSON.parse(line) as { pages: number }).pages)
  }
  assert.deepEqual(await pagesFor(''), [...Array.from({ length: 500 }, (_, index) => index + 1), ''])
  assert.deepEqual(await pagesFor('sort=-pages&title=N3&minPages=480'), [500, 493, 486, ''])
  assert.deepEqual(await pagesFor('title=x'), [''])
})

test('exports CSV that no reader and no spreadsheet takes for something else', async (t) => {
  const url = await startBooks(t)
  assert.equal(
    await list(url, 'text/csv'),
    'id,title,pages,price,lent,printed,contact,site,isbn,genre,sequelToId,originalId\r\n',
  )
  const cells = [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['\ta', "'\ta"],
    ['\ra', `"'\ra"`],
    ['="a"', `"'=""a"""`],
    ['a,b', '"a,b"'],
    ['a\r\nb', '"a\r\nb"'],
    [' é💥', ' é💥'],
  ]
  for (const [title] of cells) await post(url, { title })
  await post(url, { pages: -3, price: -1e-7, lent: false, printed: '2026-01-31T12:00:00Z', contact: '+a@b.c' })
  const records = cells.map(([, cell], index) => `${index + 1},${cell},,,,,,,,,,\r\n`)
  records.push(`11,Emma,-3,-1e-7,false,2026-01-31T12:00:00Z,'+a@b.c,,,,,\r\n`)
  const text = await list(url, 'text/csv')
  assert.equal(text.slice(text.indexOf('\r\n') + 2), records.join(''))
})

test('refuses an export with a page, a limit or a cursor, and with a wrong filter', async (t) => {
  const url = await startBooks(t)
  for (const name of ['page', 'limit', 'cursor', 'pages']) {
    const res = await fetch(`${url}?${name}=${name === 'pages' ? 'x' : 1}`, { headers: { Accept: 'text/csv' } })
    assert.equal(res.status, 400)
    assert.deepEqual(await errorsOf(res), [name])
  }
})

test('does not run an export for HEAD', async (t) => {
  const store = { ...(await openBookStore(t)), scan: () => Promise.reject(new Error('was run')) }
  const url = await startBooks(t, [], store)
  assert.equal((await fetch(url, { method: 'HEAD', headers: { Accept: 'text/csv' } })).status, 200)
})

test('breaks the connection where an export fails, and has a status where it does not begin', async (t) => {
  t.mock.method(console, 'error', () => {})
  const store = await openBookStore(t)
  for (let n = 0; n < 300; n += 1) await store.create({ title: 'a'.repeat(5000) })
  const failing: typeof store = {
    ...store,
    async scan(query) {
      if (query.after || query.filters.length > 0) throw new Error('the disk is gone')
      return store.scan(query)
    },
  }
  const url = await startBooks(t, [], failing)
  assert.equal((await fetch(`${url}?title=a`, { headers: { Accept: 'text/csv' } })).status, 500)
  await assert.rejects(list(url, 'text/csv'))
})

test('reads no further than its client does', async (t) => {
  const store = await openBookStore(t)
  for (let n = 0; n < 3000; n += 1) await store.create({ title: 'x'.repeat(10_000) })
  let read = 0
  const watched: typeof store = {
    ...store,
    async scan(query) {
      const items = await store.scan(query)
      read += items.length
      return items
    },
  }
  const url = await startBooks(t, [], watched)
  const req = get(url, { headers: { Accept: 'application/x-ndjson' }, agent: false })
  const [res] = (await once(req, 'response')) as [IncomingMessage]
  await once(res, 'readable')
  for (let before = -1; before !== read; ) {
    before = read
    assert.ok((await fetch(`${url}/1`)).ok)
  }
  assert.ok(read < 3000, `${read} items`)
  res.destroy()
})
