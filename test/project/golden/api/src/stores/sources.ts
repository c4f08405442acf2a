import { maxLength, type Rule } from '../crud/fields.ts'
import type { Filter } from '../crud/store.ts'
import { identityColumn, identityValue, type Value } from './columns.ts'

/** Where a list looks for its items: in the whole table, or by an index. */
export interface Source {
  /** SQL that selects the ids within bounds, such as `id > ?`. */
  idsWhere(bounds: string): string
  /** The condition that an id is one of them, above a first id and up to a second. */
  readonly range: string
  /** The parameters of these, with the ids of the bounds. */
  valuesOf(...bounds: readonly number[]): Value[]
  /** Filters that are left to be met. */
  readonly others: readonly Filter[]
  /** Rows that are read at once, at most: fewer where their texts may be long. */
  readonly mostRows: number
}

// In the texts of a range, at most: to search or to sort them takes about ten milliseconds.
const mostCharacters = 2_560_000
const [least, most] = [128, 2048]

/**
 * An equal value of a unique field or of a ref is found by its index, at the cost of what has it. `read`: fields that
 * are read of each row, besides those of filters.
 */
export function sourceOf(
  table: string,
  rules: ReadonlyMap<string, Rule>,
  filters: readonly Filter[],
  read: Iterable<string>,
): Source {
  const isIndexed = (field: string) => rules.get(field)?.unique || rules.get(field)?.ref !== undefined
  const fieldsOf = ({ field, otherFields = [] }: Filter) => [field, ...otherFields]
  const indexed = filters.find((filter) => filter.operator === 'equals' && fieldsOf(filter).every(isIndexed))
  const mostRows = mostRowsOf(rules, new Set([...filters.flatMap(fieldsOf), ...read]))
  if (indexed === undefined) {
    return {
      idsWhere: (bounds) => `SELECT id FROM "${table}" WHERE ${bounds}`,
      range: 'id > ? AND id <= ?',
      valuesOf: (...bounds) => [...bounds],
      others: filters,
      mostRows,
    }
  }
  const fields = fieldsOf(indexed).map((field) => ({ field, rule: rules.get(field) }))
  const idsWhere = (bounds: string) =>
    fields
      .map(({ field, rule }) => `SELECT id FROM "${table}" WHERE ${identityColumn(field, rule)} = ? AND ${bounds}`)
      .join(' UNION ')
  return {
    idsWhere,
    range: `id IN (${idsWhere('id > ? AND id <= ?')})`,
    valuesOf: (...bounds) => fields.flatMap(({ rule }) => [identityValue(rule, indexed.value), ...bounds]),
    others: filters.filter((filter) => filter !== indexed),
    mostRows,
  }
}

function mostRowsOf(rules: ReadonlyMap<string, Rule>, fields: Iterable<string>): number {
  let length = 0
  for (const field of fields) {
    const rule = rules.get(field)
    if (rule?.type === 'string') length += maxLength(rule)
  }
  return Math.min(Math.max(Math.floor(mostCharacters / length), least), most)
}
