import { orderOf, type Rule } from '../crud/fields.ts'
import type { Filter, ListQuery, Position } from '../crud/store.ts'
import { identityColumn, identityValue, orderColumn, quote, toValue, type Value } from './columns.ts'
import type { Orders } from './order.ts'

/** What items have to meet, as SQL that can stand after AND. What comes from a client is in `values` alone. */
export interface Conditions {
  readonly sql: string
  readonly values: readonly Value[]
}

export function conditionsOf(rules: ReadonlyMap<string, Rule>, filters: readonly Filter[]): Conditions {
  return {
    sql: filters.map((filter) => ` AND ${conditionOf(rules, filter)}`).join(''),
    values: filters.flatMap((filter) => {
      const value = comparedWith(rules.get(filter.field), filter)
      return [value, ...(filter.otherFields ?? []).map(() => value)]
    }),
  }
}

function conditionOf(rules: ReadonlyMap<string, Rule>, { field, otherFields = [], operator }: Filter): string {
  const conditions = [field, ...otherFields].map((name) => comparison(name, rules.get(name), operator))
  return conditions.length === 1 ? conditions.join() : `(${conditions.join(' OR ')})`
}

function comparison(field: string, rule: Rule | undefined, operator: Filter['operator']): string {
  switch (operator) {
    case 'contains':
      return `contains(${quote(field)}, ?)`
    case 'equals':
      return `${identityColumn(field, rule)} = ?`
    case 'min':
      return `${orderColumn(field, rule)} >= ?`
    case 'max':
      return `${orderColumn(field, rule)} <= ?`
  }
}

function comparedWith(rule: Rule | undefined, { operator, value }: Filter): Value {
  if (operator === 'contains') return String(value).toLowerCase()
  return operator === 'equals' ? identityValue(rule, value) : toValue(orderOf(rule, value))
}

/** The order of a list, as SQL. */
export function orderBy(rules: ReadonlyMap<string, Rule>, sort: ListQuery['sort']): string {
  if (sort === undefined || sort.field === 'id') return sort?.descending ? 'id DESC' : 'id'
  const column = orderColumn(sort.field, rules.get(sort.field))
  return sort.descending ? `${column} DESC NULLS FIRST, id` : `${column} NULLS LAST, id`
}

/** What compareBy() compares in place of the whole item. */
export function sortColumn(rules: ReadonlyMap<string, Rule>, sort: ListQuery['sort']): string {
  return sort === undefined ? 'id' : orderColumn(sort.field, rules.get(sort.field))
}

/** Leaves out what comes after `last` in a list, and what is equal: it was created later. All, without a last one. */
export function beforeIn(sort: ListQuery['sort'], column: string, last: Orders | undefined) {
  const key = last?.[sort?.field ?? 'id']
  if (last === undefined) return { sql: '', values: [] }
  if (key === undefined) return { sql: sort?.descending ? ' AND 0' : ` AND ${column} IS NOT NULL`, values: [] }
  const sql = sort?.descending ? ` AND (${column} > ? OR ${column} IS NULL)` : ` AND ${column} < ?`
  return { sql, values: [toValue(key)] }
}

/** Leaves out what a list has up to a place, its item included. All, without a place. */
export function afterIn(rules: ReadonlyMap<string, Rule>, sort: ListQuery['sort'], place: Position | undefined) {
  if (place === undefined) return { sql: '', values: [] }
  const { id, value } = place
  const column = sortColumn(rules, sort)
  if (value === undefined) {
    const sql = sort?.descending ? `(${column} IS NOT NULL OR id > ?)` : `${column} IS NULL AND id > ?`
    return { sql: ` AND ${sql}`, values: [id] }
  }
  const key = toValue(orderOf(rules.get(sort?.field ?? 'id'), value))
  const sql = sort?.descending
    ? ` AND (${column} < ? OR ${column} = ? AND id > ?)`
    : ` AND (${column} > ? OR ${column} = ? AND id > ? OR ${column} IS NULL)`
  return { sql, values: [key, key, id] }
}
