import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBookStore } from './book-store.ts'
import { type CursorPage, errorsOf, pageOf, path, send, startBooks, walk } from './books.ts'

test('pages by cursor, with the next page in the body and in Link', async (t) => {
  const url = await startBooks(t, ['a', 'b', 'c'])
  const [a, b, c] = ['a', 'b', 'c'].map((title, index) => ({ id: index + 1, title }))
  const first = await fetch(`${url}?limit=2&cursor=`)
  const { data, limit, next } = (await first.json()) as CursorPage
  assert.equal(limit, 2)
  assert.deepEqual(data, [a, b])
  assert.equal(first.headers.get('link'), `<${path}?limit=2&cursor=${next}>; rel="next"`)
  const last = await fetch(`${url}?limit=2&cursor=${next}`)
  assert.deepEqual(await last.json(), { data: [c], limit: 2, next: null })
  assert.equal(last.headers.get('link'), null)
  assert.deepEqual(await pageOf(`${url}?limit=3&cursor=`), { data: [a, b, c], limit: 3, next: null })
})

test('responds with 304 where the page is the one that the client has', async (t) => {
  const url = `${await startBooks(t, ['a'])}?cursor=`
  const etag = (await fetch(url)).headers.get('etag') ?? ''
  assert.equal((await fetch(url, { headers: { 'If-None-Match': etag } })).status, 304)
})

for (const [query, titles] of [
  ['sort=title', ['Emma', 'Faust', 'Ulysses', 'emil', 'emma']],
  ['sort=-title', ['emma', 'emil', 'Ulysses', 'Faust', 'Emma']],
  ['sort=pages', ['Emma', 'Ulysses', 'emil', 'Faust', 'emma']],
  ['sort=-id', ['emma', 'Faust', 'emil', 'Ulysses', 'Emma']],
  ['title=EM', ['Emma', 'emil', 'emma']],
  ['title=em&sort=-title', ['emma', 'emil', 'Emma']],
] as const) {
  test(`pages by cursor for ${query}`, async (t) => {
    const url = await startBooks(t, ['Emma', 'Ulysses', 'emil', 'Faust', 'emma'])
    for (const limit of [1, 2]) assert.deepEqual(await walk(url, `${query}&limit=${limit}`), titles)
  })
}

test('goes on after an item that was deleted or changed meanwhile', async (t) => {
  const url = await startBooks(t, ['a', 'b', 'c', 'd', 'e'])
  for (const sort of ['', 'sort=-title']) {
    const { data, next } = await pageOf(`${url}?${sort}&limit=2&cursor=`)
    await send('PATCH', `${url}/${data[1]?.id}`, '{"pages":1}')
    const second = await pageOf(`${url}?${sort}&limit=1&cursor=${next}`)
    assert.equal(second.data[0]?.title, 'c')
    await fetch(`${url}/${data[1]?.id}`, { method: 'DELETE' })
    assert.deepEqual(await pageOf(`${url}?${sort}&limit=1&cursor=${next}`), second)
  }
})

const alike = 'é💥'.repeat(200)

for (const order of ['', '-']) {
  test(`keeps cursors short where texts are long, by sort=${order}title`, async (t) => {
    const store = await openBookStore(t)
    const titles = ['1', '2', '3', '4'].map((tail) => alike + tail)
    for (const title of titles) await store.create({ title })
    const url = await startBooks(t, [], store)
    const query = `sort=${order}title`
    if (order === '-') titles.reverse()
    assert.deepEqual(await walk(url, `${query}&limit=1`), titles)
    const { data, next } = await pageOf(`${url}?${query}&limit=2&cursor=`)
    assert.ok(next !== null && next.length < 1000)
    // Where its item is gone, those that begin with the same text come again, and none is skipped.
    await store.delete(data[1]?.id ?? 0, () => {})
    const { data: rest } = await pageOf(`${url}?${query}&cursor=${next}`)
    assert.deepEqual(
      rest.map(({ title }) => title),
      titles.filter((title) => title !== data[1]?.title),
    )
  })
}

test('sends fewer large items than asked, and leads to the rest', async (t) => {
  const store = await openBookStore(t)
  const titles = Array.from({ length: 30 }, (_, n) => `${n}${'x'.repeat(90_000 - n * 1000)}`)
  for (const title of titles) await store.create({ title })
  const url = await startBooks(t, [], store)
  assert.ok((await pageOf(`${url}?limit=25&cursor=`)).data.length < 25)
  assert.deepEqual(await walk(url, 'limit=25'), titles)
})

test('refuses what is not a cursor of the list', async (t) => {
  const url = await startBooks(t, ['a', 'b', 'c'])
  const nextOf = async (query: string) => (await pageOf(`${url}?${query}&limit=1&cursor=`)).next ?? ''
  const [plain, byTitle] = [await nextOf(''), await nextOf('sort=title')]
  const edited = (change: (members: unknown[]) => unknown) =>
    Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(byTitle, 'base64url').toString())))).toString('base64url')
  const queries = [
    'cursor=x',
    'cursor=%00',
    `cursor=${plain.slice(1)}`,
    `cursor=${plain}=`,
    `cursor=${plain}&sort=title`,
    `cursor=${plain}&sort=-id`,
    `cursor=${plain}&title=a`,
    `cursor=${byTitle}`,
    `cursor=${byTitle}&sort=-title`,
    `cursor=${byTitle}&sort=contact`,
    `cursor=${byTitle}&sort=pages`,
    `sort=title&cursor=${edited(([list, id]) => [list, id, 5])}`,
    `sort=title&cursor=${edited(([list, id]) => [list, id, 'a', 'b', 'c'])}`,
    `sort=title&cursor=${edited(([list]) => [list, 'a', 'a'])}`,
    `sort=title&cursor=${edited(([list]) => ({ 0: list, 1: 1 }))}`,
    `sort=title&cursor=${edited(([list, id]) => [list, id, 'x'.repeat(9000)])}`,
    `cursor=${plain}&page=1`,
    'cursor=&page=1',
    'cursor=&cursor=',
  ]
  for (const query of queries) {
    const res = await fetch(`${url}?${query}`)
    assert.equal(res.status, 400, query)
    assert.deepEqual(await errorsOf(res), ['cursor'], query)
  }
})

test('takes a cursor with another limit, and with the filters in another order', async (t) => {
  const url = await startBooks(t, ['ab', 'abc', 'b', 'abd'])
  const { next } = await pageOf(`${url}?title=a&sort=title&limit=1&cursor=`)
  const { data } = await pageOf(`${url}?cursor=${next}&sort=title&limit=5&title=a`)
  assert.deepEqual(
    data.map(({ title }) => title),
    ['abc', 'abd'],
  )
})
