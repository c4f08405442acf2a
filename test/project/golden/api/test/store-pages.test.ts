import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListQuery } from '../src/crud/store.ts'
import { openBookStore } from './book-store.ts'

const all: ListQuery = { filters: [], sort: undefined, offset: 0, limit: 100 }

for (const { value, total } of [
  { value: 'b', total: 7 },
  { value: 'c', total: 0 },
]) {
  test(`finds ${total} in all, whichever page of them is read`, async (t) => {
    const store = await openBookStore(t)
    for (let n = 0; n < 10; n += 1) await store.create({ title: n < 7 ? 'ab' : 'a' })
    const filters = [{ field: 'title', operator: 'contains', value } as const]
    for (const part of ['0 10', '0 7', '0 3', '3 4', '5 5', '7 3', '20 5']) {
      const [offset = 0, limit = 0] = part.split(' ').map(Number)
      const page = await store.list({ ...all, filters, offset, limit })
      const length = Math.max(0, Math.min(limit, total - offset))
      assert.deepEqual([page.items.length, page.total], [length, total], part)
    }
  })
}

for (const descending of [false, true]) {
  for (const offset of [0, 5, 300, 660]) {
    test(`skips ${offset} of a thousand items sorted ${descending ? 'descending' : 'ascending'}`, async (t) => {
      const store = await openBookStore(t)
      const keys = Array.from({ length: 1000 }, (_, index) => (index % 3 === 0 ? undefined : (index * 7) % 100))
      for (const pages of keys) await store.create({ title: 'a', ...(pages === undefined ? {} : { pages }) })
      // Without the value: last in ascending order, first in descending. Sorting keeps ties in the order of ids.
      const rank = (id: number) => (keys[id - 1] ?? 1000) * (descending ? -1 : 1)
      const ids = keys.map((_, index) => index + 1).sort((a, b) => rank(a) - rank(b))
      const { items } = await store.list({ ...all, sort: { field: 'pages', descending }, offset, limit: 20 })
      assert.deepEqual(
        items.map(({ id }) => id),
        ids.slice(offset, offset + 20),
      )
    })
  }
}

for (const descending of [false, true]) {
  for (const part of ['', 'a']) {
    const what = `${part === '' ? 'all' : 'some'} texts that begin alike, ${descending ? 'descending' : 'ascending'}`
    test(`sorts ${what}`, async (t) => {
      const store = await openBookStore(t)
      const titles = Array.from({ length: 1000 }, (_, index) => {
        const rest = String((index * 7) % 50)
        return index % 4 === 0 ? `é${rest}` : 'é'.repeat(98 + (index % 3)) + (index % 5 === 0 ? '' : `a${rest}`)
      })
      for (const title of titles) await store.create({ title })
      const rank = descending ? -1 : 1
      const expected = titles
        .map((title, index) => ({ id: index + 1, title }))
        .filter(({ title }) => title.includes(part))
        .sort((a, b) => (a.title === b.title ? 0 : a.title < b.title ? -rank : rank))
        .map(({ id }) => id)
      const filters = part === '' ? [] : [{ field: 'title', operator: 'contains', value: part } as const]
      for (const offset of [0, 300, 860]) {
        const { items } = await store.list({ filters, sort: { field: 'title', descending }, offset, limit: 30 })
        assert.deepEqual(
          items.map(({ id }) => id),
          expected.slice(offset, offset + 30),
          `offset ${offset}`,
        )
      }
    })
  }
}
