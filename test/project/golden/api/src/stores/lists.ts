import type { Rule } from '../crud/fields.ts'
import type { ListQuery } from '../crud/store.ts'
import type { Columns, Row } from './columns.ts'
import { conditionsOf, orderBy } from './conditions.ts'
import type { Database } from './database.ts'
import type { Orders } from './order.ts'
import { type IdRange, readRanges } from './ranges.ts'
import { scan } from './scan.ts'
import { createSelection } from './selection.ts'
import { createSortKeys } from './sort-keys.ts'
import { sourceOf } from './sources.ts'

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
  const count = `SELECT count FROM "_row_counts" WHERE name = '${table}'`

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
    // One statement: each one locks the file, which takes as long as it takes to read ten rows.
    const select = `SELECT ${columns.selected}, (${count}) FROM "${table}"
      ORDER BY ${orderBy(rules, sort)} LIMIT ? OFFSET ?`
    const rows = database.prepare(select).all(limit, offset)
    return { rows, total: Number(rows[0]?.at(-1) ?? countAll()) }
  }

  function countAll(): number {
    return Number(database.prepare(count).get()?.[0])
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
    const source = sourceOf(table, rules, filters, sort ? [sort.field] : [])
    const isCounted = filters.length > 0
    const keys = createSortKeys(database, table, rules, sort)
    const selection = createSelection(offset + limit, keys.compare)
    let total = 0
    const read = ([low, high]: IdRange) => {
      // What comes after the last that the page may need is left out, unless it is counted.
      const needed = isCounted ? conditionsOf(rules, source.others) : keys.before(selection.last())
      const rows = database
        .prepare(
          `SELECT id, ${keys.column}, ${isCounted ? 'count(*) OVER ()' : 0} FROM "${table}"
          WHERE ${source.range}${needed.sql} ORDER BY ${orderBy(rules, sort)} LIMIT ?`,
        )
        .all(...source.valuesOf(low, high), ...needed.values, offset + limit)
      total += Number(rows[0]?.[2] ?? 0)
      return rows
    }
    const add = (row: Row | undefined) => row && selection.add(keys.ordersOf(row))
    await scan(readRanges(database, source, read), add, client)
    const select = `SELECT ${columns.selected} FROM "${table}" WHERE id = ?${conditions.sql}`
    const whole = database.prepare(select)
    const found: Row[] = []
    const addWhole = ({ id }: Orders) => {
      const row = whole.get(Number(id), ...conditions.values)
      // Meanwhile an item may have been deleted or changed.
      if (row) found.push(row)
    }
    await scan(selection.takeFrom(offset), addWhole, client)
    return { rows: found.reverse(), total: isCounted ? total : countAll() }
  }
}
