import { identityOf, orderOf, type Rule, type Scalar } from './fields.ts'
import type { Filter, ListQuery } from './store.ts'

/** The values of an item by field, datetimes as their instants. */
export type Orders = Readonly<Record<string, Scalar | undefined>>

/** Makes the function that says whether an item meets all filters. What can be prepared is prepared once. */
export function createMatcher(
  rules: ReadonlyMap<string, Rule>,
  filters: readonly Filter[],
): (orders: Orders) => boolean {
  const tests = filters.map((filter) => ({ field: filter.field, holds: testOf(rules.get(filter.field), filter) }))
  return (orders) =>
    tests.every(({ field, holds }) => {
      const held = orders[field]
      return held !== undefined && holds(held)
    })
}

function testOf(rule: Rule | undefined, { operator, value }: Filter): (held: Scalar) => boolean {
  const wanted = orderOf(rule, value)
  switch (operator) {
    case 'contains': {
      const part = String(value).toLowerCase()
      return (held) => String(held).toLowerCase().includes(part)
    }
    case 'equals': {
      const identity = identityOf(rule, wanted)
      return (held) => identityOf(rule, held) === identity
    }
    case 'min':
      return (held) => held >= wanted
    case 'max':
      return (held) => held <= wanted
  }
}

/** Orders items as a list does: those without the field come last in ascending order, and ties by ascending id. */
export function compareBy(sort: ListQuery['sort']): (a: Orders, b: Orders) => number {
  const field = sort?.field ?? 'id'
  const direction = sort?.descending ? -1 : 1
  const byId = (a: Orders, b: Orders) => Number(a['id']) - Number(b['id'])
  return (a, b) => {
    const [first, second] = [a[field], b[field]]
    if (first === second) return byId(a, b)
    if (first === undefined) return direction
    if (second === undefined) return -direction
    return first < second ? -direction : direction
  }
}
