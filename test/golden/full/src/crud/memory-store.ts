import { type Fields, orderOf, type Rule } from './fields.ts'
import { compareBy, createMatcher, type Orders } from './matching.ts'
import { scan } from './scan.ts'
import { createSelection } from './selection.ts'
import type { Draft, Store, Stored } from './store.ts'
import { createUniqueIndex } from './unique-index.ts'

/** What is kept of an item is never changed, only replaced: a list that waits for its turn may hold it. */
interface Entry<Item> {
  readonly item: Item
  /** A datetime is parsed once, when it is stored, not whenever it is compared. */
  readonly orders: Orders
}

/** Keeps items in memory, until the process ends. */
export function createMemoryStore<Item extends Stored>(fields: Fields<Item>): Store<Item> {
  const rules = new Map<string, Rule>(Object.entries(fields))
  const datetimes = [...rules].filter(([, rule]) => rule.type === 'datetime')
  const entries = new Map<number, Entry<Item>>()
  const unique = createUniqueIndex(rules)
  let lastId = 0

  return {
    async list({ filters, sort, offset, limit }) {
      if (filters.length === 0 && sort === undefined) {
        return { items: part(offset, limit), total: entries.size }
      }
      const matches = createMatcher(rules, filters)
      const compare = compareBy(sort)
      const selection = createSelection<Entry<Item>>(offset + limit, (a, b) => compare(a.orders, b.orders))
      let total = 0
      await scan(entries.values(), (entry) => {
        if (!matches(entry.orders)) return
        total += 1
        selection.add(entry)
      })
      return { items: selection.takeFrom(offset).map(({ item }) => ({ ...item })), total }
    },
    async get(id) {
      const entry = entries.get(id)
      return entry && { ...entry.item }
    },
    async create(draft) {
      const item = put(lastId + 1, draft)
      lastId += 1
      return item
    },
    async update(id, change) {
      const current = entries.get(id)
      return current && put(id, change({ ...current.item }), current)
    },
    async delete(id, check) {
      const current = entries.get(id)
      if (current === undefined) return false
      check({ ...current.item })
      unique.remove(current.orders)
      return entries.delete(id)
    },
  }

  function put(id: number, draft: Draft<Item>, current?: Entry<Item>): Item {
    // An item is its id and its draft; the compiler cannot see that of a type parameter.
    const item = { id, ...draft } as unknown as Item
    const orders = ordersOf(item)
    unique.check(id, orders)
    if (current) unique.remove(current.orders)
    unique.add(id, orders)
    entries.set(id, { item, orders })
    return { ...item }
  }

  function ordersOf(item: Item): Orders {
    const values = item as unknown as Orders
    if (datetimes.length === 0) return values
    const orders = { ...values }
    for (const [field, rule] of datetimes) {
      const value = values[field]
      if (value !== undefined) orders[field] = orderOf(rule, value)
    }
    return orders
  }

  function part(offset: number, limit: number): Item[] {
    const items: Item[] = []
    let skipped = 0
    for (const { item } of entries.values()) {
      if (skipped < offset) skipped += 1
      else if (items.push({ ...item }) === limit) break
    }
    return items
  }
}
