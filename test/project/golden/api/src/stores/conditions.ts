import { maxLength, orderOf, type Rule } from '../crud/fields.ts'
import type { Filter, ListQuery, Position } from '../crud/store.ts'
import { identityColumn, identityValue, orderColumn, quote, toValue, type Value } from './columns.ts'
import type { Orders } from './order.ts'

// Of letters, for one text: for all texts of a range they take about 15 milliseconds in the worst case.
const mostComparisons = 1250

/** What items have to meet, as SQL that can stand after AND. What comes from a client is in `values` alone. */
export interface Conditions {
  readonly sql: string
  readonly values: readonly Value[]
}

export function conditionsOf(rules: ReadonlyMap<string, Rule>, filters: readonly Filter[]): Conditions {
  const conditions = filters.map((filter) => conditionOf(rules, filter))
  return {
    sql: conditions.map(({ sql }) => ` AND (${sql})`).join(''),
    values: conditions.flatMap(({ values }) => values),
  }
}

function conditionOf(rules: ReadonlyMap<string, Rule>, { field, otherFields = [], ...filter }: Filter): Conditions {
  const conditions = [field, ...otherFields].map((name) => comparison(name, rules.get(name), filter))
  return {
    sql: conditions.map(({ sql }) => sql).join(' OR '),
    values: conditions.flatMap(({ values }) => values),
  }
}

type Comparison = Pick<Filter, 'operator' | 'value'>

function comparison(field: string, rule: Rule | undefined, { operator, value }: Comparison): Conditions {
  switch (operator) {
    case 'contains':
      return containing(quote(field), String(value).toLowerCase(), rule)
    case 'equals':
      return { sql: `${identityColumn(field, rule)} = ?`, values: [identityValue(rule, value)] }
    case 'min':
      return { sql: `${orderColumn(field, rule)} >= ?`, values: [toValue(orderOf(rule, value))] }
    case 'max':
      return { sql: `${orderColumn(field, rule)} <= ?`, values: [toValue(orderOf(rule, value))] }
  }
}

/** SQLite finds parts faster than a function of ours, but ignores the case of ASCII letters only. */
function containing(column: string, part: string, rule: Rule | undefined): Conditions {
  const own = `contains(${column}, ?)`
  // It compares the whole part at each place: of a long one, in a text that repeats itself, that takes too long.
  if (part.length > 100 || /[^\0-\x7f]/.test(part)) return { sql: own, values: [part] }
  // Texts with other letters are for ours: in lower case some are ASCII letters, such as the sign of kelvins.
  const isBeyondAscii = `length(${column}) < octet_length(${column})`
  const [found, value] = isLikeFast(part, rule)
    ? [`${column} LIKE ?`, `%${part}%`]
    : [`instr(lower(${column}), ?) > 0`, part]
  return { sql: `${found} OR ${isBeyondAscii} AND ${own}`, values: [value, part] }
}

/** LIKE needs no copy in lower case, but compares letter by letter. It would take `%` and `_` for wildcards. */
function isLikeFast(part: string, rule: Rule | undefined): boolean {
  return rule !== undefined && part.length * maxLength(rule) <= mostComparisons && !/[%_]/.test(part)
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
