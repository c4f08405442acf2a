import type { Rule } from '../crud/fields.ts'
import type { ScanQuery } from '../crud/store.ts'
import type { Columns, Row } from './columns.ts'
import { afterIn, beforeIn, conditionsOf, orderBy, sortColumn } from './conditions.ts'
import type { Database } from './database.ts'
import { compareBy, type Orders } from './order.ts'
import { allIds, type IdRange, readRanges } from './ranges.ts'
import { scan } from './scan.ts'
import { createSelection } from './selection.ts'
import { ordersOf } from './sort-keys.ts'
import { sourceOf } from './sources.ts'

/** A row that is whole as it was found: what changes it before the others are found cannot take it from its place. */
interface Found {
  readonly row: Row
  readonly orders: Orders
}

/** Makes the function that reads the rows after a place. */
export function createScans(
  database: Database,
  table: string,
  columns: Columns,
  rules: ReadonlyMap<string, Rule>,
): (query: ScanQuery) => Promise<readonly Row[]> {
  return (query) => {
    const isInOrder = query.sort === undefined || query.sort.field === 'id'
    const read = !isInOrder ? search : query.filters.length === 0 ? readAll : readOn
    return database.read(() => read(query))
  }

  /** Without filters: each row that is read is one of them. */
  function readAll({ sort, limit, after }: ScanQuery): readonly Row[] {
    const [isBeyond, start] = sort?.descending ? ['id < ?', allIds[1]] : ['id > ?', allIds[0]]
    const order = orderBy(rules, sort)
    const select = `SELECT ${columns.selected} FROM "${table}" WHERE ${isBeyond} ORDER BY ${order} LIMIT ?`
    return database.prepare(select).all(after?.id ?? start, limit)
  }

  /** In the order of ids: begins at the place, and ends where there are enough. */
  async function readOn({ filters, sort, limit, after, client }: ScanQuery): Promise<readonly Row[]> {
    const source = sourceOf(table, rules, filters, [])
    const { sql, values } = conditionsOf(rules, source.others)
    const descending = sort?.descending ?? false
    const select = database.prepare(
      `SELECT ${columns.selected} FROM "${table}" WHERE ${source.range}${sql}
      ORDER BY ${orderBy(rules, sort)} LIMIT ?`,
    )
    const rows: Row[] = []
    const read = ([low, high]: IdRange) => select.all(...source.valuesOf(low, high), ...values, limit - rows.length)
    const add = (row: Row | undefined) => row && rows.push(row)
    await scan(readRanges(database, source, read, after?.id, descending), add, client, () => rows.length === limit)
    return rows
  }

  /** In another order: goes through all rows, of which as many are kept as there are to be. */
  async function search({ filters, sort, limit, after, client }: ScanQuery): Promise<readonly Row[]> {
    const source = sourceOf(table, rules, filters, rules.keys())
    const conditions = conditionsOf(rules, source.others)
    const place = afterIn(rules, sort, after)
    const column = sortColumn(rules, sort)
    const field = sort?.field ?? 'id'
    const compare = compareBy(sort)
    const selection = createSelection<Found>(limit, (a, b) => compare(a.orders, b.orders))
    const read = ([low, high]: IdRange) => {
      const needed = beforeIn(sort, column, selection.last()?.orders)
      const select = database.prepare(
        `SELECT ${columns.selected}, ${column} FROM "${table}"
        WHERE ${source.range}${conditions.sql}${place.sql}${needed.sql}
        ORDER BY ${orderBy(rules, sort)} LIMIT ?`,
      )
      return select.all(...source.valuesOf(low, high), ...conditions.values, ...place.values, ...needed.values, limit)
    }
    const add = (row: Row | undefined) => row && selection.add({ row, orders: ordersOf(row[0], row.at(-1), field) })
    await scan(readRanges(database, source, read), add, client)
    return Array.from(selection.takeFrom(0), ({ row }) => row).reverse()
  }
}
