import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorOf } from '../src/crud/fields.ts'
import { type Book, fields } from './book.ts'
import { openBookStore } from './book-store.ts'
import { errorsOf, send, startBooks } from './books.ts'

const lengths = [
  { what: 'a string of 10,000 code points', rule: fields.title, value: '💥'.repeat(10_000), fault: undefined },
  { what: 'a longer string', rule: fields.title, value: '💥'.repeat(10_001), fault: /at most 10000 characters/ },
  { what: 'a longer email', rule: fields.contact, value: `${'a'.repeat(10_000)}@b.c`, fault: /at most 10000/ },
  { what: 'a longer URL', rule: fields.site, value: `https://a.b/${'a'.repeat(10_000)}`, fault: /at most 10000/ },
  { what: 'a string beyond its own bound', rule: { ...fields.title, max: 2 }, value: 'abc', fault: /at most 2 / },
]

for (const { what, rule, value, fault } of lengths) {
  test(`${fault ? 'refuses' : 'accepts'} ${what}`, () => {
    const found = errorOf(rule, value)
    if (fault) assert.match(found ?? '', fault)
    else assert.equal(found, undefined)
  })
}

test('sends fewer large items than asked, and links the rest', async (t) => {
  const store = await openBookStore(t)
  const count = 30
  for (let n = 0; n < count; n += 1) await store.create({ title: 'x'.repeat(90_000 - n * 1000) })
  const url = await startBooks(t, [], store)
  const ids: number[] = []
  let next: string | undefined = `${url}?limit=25`
  while (next !== undefined) {
    const res: Response = await fetch(next)
    const text = await res.text()
    assert.ok(text.length < 1_050_000)
    const { data, limit } = JSON.parse(text) as { data: Book[]; limit: number }
    assert.ok(data.length <= limit)
    ids.push(...data.map(({ id }) => id))
    const target: string | undefined = /<([^>]*)>; rel="next"/.exec(res.headers.get('link') ?? '')?.[1]
    next = target && new URL(target, url).href
  }
  assert.deepEqual(
    ids,
    Array.from({ length: count }, (_, index) => index + 1),
  )
})

test('sends an item that is larger than a page', async (t) => {
  const store = await openBookStore(t)
  for (let n = 0; n < 2; n += 1) await store.create({ title: 'x'.repeat(1_100_000) })
  const res = await fetch(`${await startBooks(t, [], store)}?limit=2&page=1`)
  const { data, limit } = (await res.json()) as { data: Book[]; limit: number }
  assert.deepEqual([data.length, limit], [1, 1])
})

test('lists a hundred errors, and says how many there are', async (t) => {
  const unknown = Array.from({ length: 150 }, (_, index) => `x${index}`)
  const listed = await fetch(`${await startBooks(t)}?${unknown.join('&')}`)
  assert.equal(listed.status, 400)
  assert.match(await listed.clone().text(), /100 of 150 errors/)
  assert.equal((await errorsOf(listed)).length, 100)
})

test('repeats no more than the beginning of an unknown name', async (t) => {
  const res = await send('POST', await startBooks(t), JSON.stringify({ title: 'x', ['💥'.repeat(200)]: 1 }))
  assert.deepEqual(await errorsOf(res), [`${'💥'.repeat(80)}…`])
})

test('refuses a query of more than a thousand parameters', async (t) => {
  assert.equal((await fetch(`${await startBooks(t)}?${'x&'.repeat(1000)}x`)).status, 400)
})

test('links as many pages as have room in the headers', async (t) => {
  const linked = async (letters: number) => {
    const store = await openBookStore(t)
    for (let n = 0; n < 3; n += 1) await store.create({ title: 'x'.repeat(letters) })
    const res = await fetch(`${await startBooks(t, [], store)}?limit=1&page=2&title=${'x'.repeat(letters)}`)
    return [...(res.headers.get('link') ?? '').matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel)
  }
  assert.deepEqual(await linked(100), ['first', 'prev', 'next', 'last'])
  assert.deepEqual(await linked(500), ['first', 'prev', 'next'])
  assert.deepEqual(await linked(800), ['prev', 'next'])
  assert.deepEqual(await linked(1500), ['next'])
  assert.deepEqual(await linked(5000), [])
})
