import { identityOf, type Rule, type Scalar } from './fields.ts'
import type { Orders } from './matching.ts'
import { UniqueError } from './store.ts'

/** The item that has each value of a unique field: a new item costs the same with one stored and with a million. */
export interface UniqueIndex {
  /** Throws a UniqueError for a value that an item other than `id` has. */
  check(id: number, orders: Orders): void
  add(id: number, orders: Orders): void
  remove(orders: Orders): void
}

export function createUniqueIndex(rules: ReadonlyMap<string, Rule>): UniqueIndex {
  const owners = [...rules]
    .filter(([, rule]) => rule.unique)
    .map(([field, rule]) => ({ field, rule, ids: new Map<Scalar, number>() }))

  return {
    check(id, orders) {
      for (const { field, ids, identity } of valuesOf(orders)) {
        if ((ids.get(identity) ?? id) !== id) throw new UniqueError(field)
      }
    },
    add(id, orders) {
      for (const { ids, identity } of valuesOf(orders)) ids.set(identity, id)
    },
    remove(orders) {
      for (const { ids, identity } of valuesOf(orders)) ids.delete(identity)
    },
  }

  function* valuesOf(orders: Orders) {
    for (const { field, rule, ids } of owners) {
      const value = orders[field]
      if (value !== undefined) yield { field, ids, identity: identityOf(rule, value) }
    }
  }
}
