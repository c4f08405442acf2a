import type { Rule, Scalar } from '../crud/fields.ts'
import type { ListQuery } from '../crud/store.ts'
import type { Columns } from './columns.ts'
import { beforeIn, conditionsOf, orderBy, sortColumn } from './conditions.ts'
import type { Database } from './database.ts'
import { type IdRange, idRanges } from './id-ranges.ts'
import { compareBy, type Orders } from './order.ts'
import { scan } from './scan.ts'
import { createSelection } from './selection.ts'
import { sourceOf } from './sources.ts'

export type Row = Readonly<Record<string, unknown>>

/** What compareBy() compares in place of a row. */
export function ordersOf(id: unknown, key: unknown, field: string): Orders {
  return { id: id as number, [field]: (key ?? undefined) as Scalar | undefined }
}

/** Reads the pages of a table. */
export interface Lists {
  list(query: ListQuery): Promise<{ rows: readonly Row[]; total: number }>
}

export function createLists(
  database: Database,
  table: string,
  columns: Columns,
  rules: ReadonlyMap<string, Rule>,
): Lists {
  // Kept by triggers: counting takes longer with each row.
  const count = database.prepare(`SELECT count FROM "_row_counts" WHERE name = '${table}'`)

  return {
    list(query) {
      const { filters, sort } = query
      const isWhole = filters.length === 0 && (sort === undefined || sort.field === 'id')
      const isOne = filters.some(
        ({ field, operator, otherFields }) => operator === 'equals' && !otherFields?.length && rules.get(field)?.unique,
      )
      return database.read(() => (isWhole ? part(query) : isOne ? readOne(query) : search(query)))
    },
  }

  function part({ sort, offset, limit }: ListQuery) {
    const select = `SELECT ${columns.selected} FROM "${table}" ORDER BY ${orderBy(rules, sort)} LIMIT ? OFFSET ?`
    return { rows: database.prepare(select).all(limit, offset), total: countAll() }
  }

  function countAll(): number {
    return Number(count.get()?.['count'])
  }

  /** At most one row has a unique value. */
  function readOne({ filters, offset }: ListQuery) {
    const { sql, values } = conditionsOf(rules, filters)
    const rows = database.prepare(`SELECT ${columns.selected} FROM "${table}" WHERE 1${sql}`).all(...values)
    return { rows: rows.slice(offset), total: rows.length }
  }

  /** In slices: a statement over all rows would hold up every other request. */
  async function search({ filters, sort, offset, limit, client }: ListQuery) {
    const conditions = conditionsOf(rules, filters)
    const source = sourceOf(table, rules, filters)
    const isCounted = filters.length > 0
    const field = sort?.field ?? 'id'
    const column = sortColumn(rules, sort)
    const selection = createSelection(offset + limit, compareBy(sort))
    let total = 0
    const readRange = ([low, high]: IdRange) => {
      // What comes after the last that the page may need is left out, unless it is counted.
      const needed = isCounted ? conditionsOf(rules, source.others) : beforeIn(sort, column, selection.last())
      const rows = database
        .prepare(
          `SELECT id, ${column} AS key, ${isCounted ? 'count(*) OVER ()' : 0} AS total FROM "${table}"
          WHERE ${source.range}${needed.sql} ORDER BY ${orderBy(rules, sort)} LIMIT ?`,
        )
        .all(...source.valuesOf(low, high), ...needed.values, offset + limit)
      total += Number(rows[0]?.['total'] ?? 0)
      for (const { id, key } of rows) selection.add(ordersOf(id, key, field))
    }
    await scan(idRanges(database, source), readRange, client)
    const select = `SELECT ${columns.selected} FROM "${table}" WHERE id = ?${conditions.sql}`
    const read = database.prepare(select)
    const found = selection.takeFrom(offset).map((orders) => read.get(Number(orders['id']), ...conditions.values))
    // Meanwhile an item may have been deleted or changed.
    return { rows: found.filter((row) => row !== undefined), total: isCounted ? total : countAll() }
  }
}
