import { type Fields, orderOf, type Rule, type Scalar } from './fields.ts'
import { type Draft, type Filter, type Store, type Stored, TakenError } from './store.ts'

/** Keeps items in memory, until the process ends. */
export function createMemoryStore<Item extends Stored>(fields: Fields<Item>): Store<Item> {
  const rules = new Map<string, Rule>(Object.entries(fields))
  const items = new Map<number, Item>()
  let lastId = 0

  return {
    async list({ filters, sort, offset, limit }) {
      const found = filters.length === 0 ? items.values() : matching(items.values(), filters)
      if (sort === undefined) return page(found, offset, limit, filters.length === 0 ? items.size : undefined)
      const direction = sort.descending ? -1 : 1
      const sorted = [...found].sort((a, b) => direction * compare(a, b, sort.field))
      return page(sorted.values(), offset, limit, sorted.length)
    },
    async get(id) {
      const item = items.get(id)
      return item && { ...item }
    },
    async create(draft) {
      checkUnique(draft)
      lastId += 1
      return put(lastId, draft)
    },
    async update(id, change) {
      const current = items.get(id)
      if (current === undefined) return undefined
      const draft = change({ ...current })
      checkUnique(draft, id)
      return put(id, draft)
    },
    async delete(id, check) {
      const current = items.get(id)
      if (current === undefined) return false
      check({ ...current })
      return items.delete(id)
    },
  }

  function put(id: number, draft: Draft<Item>): Item {
    // An item is its id and its draft; the compiler cannot see that of a type parameter.
    const item = { id, ...draft } as unknown as Item
    items.set(id, item)
    return { ...item }
  }

  function checkUnique(draft: Draft<Item>, own?: number): void {
    for (const [field, rule] of rules) {
      const value = scalarOf(draft, field)
      if (!rule.unique || value === undefined) continue
      for (const item of items.values()) {
        if (item.id !== own && scalarOf(item, field) === value) throw new TakenError(field)
      }
    }
  }

  function* matching(candidates: Iterable<Item>, filters: readonly Filter[]): IterableIterator<Item> {
    for (const item of candidates) {
      if (filters.every((filter) => matches(item, filter))) yield item
    }
  }

  function matches(item: Item, { field, operator, value }: Filter): boolean {
    const held = scalarOf(item, field)
    if (held === undefined) return false
    if (operator === 'contains') return String(held).toLowerCase().includes(String(value).toLowerCase())
    const [a, b] = [orderOf(rules.get(field), held), orderOf(rules.get(field), value)]
    if (operator === 'equals') return a === b
    return operator === 'min' ? a >= b : a <= b
  }

  /** Items without the field come last in ascending order. */
  function compare(a: Item, b: Item, field: string): number {
    const [first, second] = [scalarOf(a, field), scalarOf(b, field)]
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined)
    const [x, y] = [orderOf(rules.get(field), first), orderOf(rules.get(field), second)]
    return x < y ? -1 : x > y ? 1 : 0
  }
}

/** Copies the items of one page, and counts the rest where their number is not known. */
function page<Item>(found: Iterable<Item>, offset: number, limit: number, total?: number) {
  const items: Item[] = []
  let count = 0
  for (const item of found) {
    if (count >= offset && items.length < limit) items.push({ ...item })
    count += 1
    if (total !== undefined && items.length === limit) break
  }
  return { items, total: total ?? count }
}

function scalarOf(item: object, field: string): Scalar | undefined {
  return (item as Record<string, Scalar | undefined>)[field]
}
