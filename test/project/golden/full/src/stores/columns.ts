import { identityOf, orderOf, type Rule, type Scalar } from '../crud/fields.ts'

export type Value = string | number | null

/** The values of a row in the order of its columns: an object with a name for each takes half as long again to read. */
export type Row = readonly unknown[]

/** The table of a resource: a column for each field, and for a datetime one more, with its instant. */
export interface Columns {
  /** For SELECT and RETURNING: those that make an item. */
  readonly selected: string
  /** For INSERT and UPDATE, each in quotes. */
  readonly written: readonly string[]
  /** The values of `written`. */
  valuesOf(draft: object): Value[]
  /** `row`: its values begin with those of `selected`. */
  itemOf(row: Row): object
}

export function createColumns(rules: ReadonlyMap<string, Rule>): Columns {
  const fields = [...rules].map(([field, rule]) => ({ field, rule, instant: rule.type === 'datetime' }))

  return {
    selected: ['id', ...rules.keys()].map(quote).join(', '),
    written: fields.flatMap(({ field, rule, instant }) =>
      instant ? [quote(field), orderColumn(field, rule)] : [quote(field)],
    ),

    valuesOf(draft) {
      const values = new Map<string, Scalar | undefined>(Object.entries(draft))
      return fields.flatMap(({ field, rule, instant }) => {
        const value = values.get(field)
        if (value === undefined) return instant ? [null, null] : [null]
        return instant ? [toValue(value), toValue(orderOf(rule, value))] : [toValue(value)]
      })
    },

    itemOf(row) {
      const item: Record<string, unknown> = { id: row[0] }
      for (const [index, { field, rule }] of fields.entries()) {
        const value = row[index + 1]
        if (value !== null) item[field] = rule.type === 'boolean' ? value === 1 : value
      }
      return item
    },
  }
}

export function quote(name: string): string {
  return `"${name}"`
}

export function toValue(value: Scalar): Value {
  return typeof value === 'boolean' ? Number(value) : value
}

/** What a list is sorted by, and compared with in ranges. */
export function orderColumn(field: string, rule: Rule | undefined): string {
  return quote(rule?.type === 'datetime' ? `_${field}_ms` : field)
}

/** What is compared for equality; unique indexes are on the same expressions. */
export function identityColumn(field: string, rule: Rule | undefined): string {
  const column = orderColumn(field, rule)
  return rule?.type === 'email' || rule?.type === 'uuid' ? `lower(${column})` : column
}

/** The value that is compared with it. */
export function identityValue(rule: Rule | undefined, value: Scalar): Value {
  return toValue(identityOf(rule, orderOf(rule, value)))
}
