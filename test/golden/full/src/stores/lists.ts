import type { Rule, Scalar } from '../crud/fields.ts'
import type { ListQuery } from '../crud/store.ts'
import type { Columns } from './columns.ts'
import { beforeIn, type Conditions, conditionsOf, orderBy, sortColumn } from './conditions.ts'
import type { Database } from './database.ts'
import { compareBy, type Orders } from './order.ts'
import { scan } from './scan.ts'

type Row = Readonly<Record<string, unknown>>

/** A row of a slice, as compareBy() expects it. */
function ordersOf({ id, key }: Row, field: string): Orders {
  return { id: id as number, [field]: (key ?? undefined) as Scalar | undefined }
}

/** Reads the pages of a table. */
export interface Lists {
  list(query: ListQuery): Promise<{ rows: readonly Row[]; total: number }>
}

const [fastMs, slowMs] = [2, 5]
const [fewestRows, firstRows, mostRows] = [16, 256, 4096]

export function createLists(
  database: Database,
  table: string,
  columns: Columns,
  rules: ReadonlyMap<string, Rule>,
): Lists {
  // Kept by triggers: counting takes longer with each row.
  const count = database.prepare(`SELECT count FROM "_row_counts" WHERE name = '${table}'`)
  const boundary = database.prepare(
    `SELECT max(id) AS id FROM (SELECT id FROM "${table}" WHERE id > ? ORDER BY id LIMIT ?)`,
  )

  return {
    list(query) {
      const { filters, sort } = query
      const isWhole = filters.length === 0 && (sort === undefined || sort.field === 'id')
      return database.read(() => (isWhole ? part(query) : search(query)))
    },
  }

  function part({ sort, offset, limit }: ListQuery) {
    const select = `SELECT ${columns.selected} FROM "${table}" ORDER BY ${orderBy(rules, sort)} LIMIT ? OFFSET ?`
    return { rows: database.prepare(select).all(limit, offset), total: countAll() }
  }

  function countAll(): number {
    return Number(count.get()?.['count'])
  }

  /** Goes through the rows in slices: a statement over all of them would hold up every other request. */
  async function search(query: ListQuery) {
    const { filters, sort, offset, limit } = query
    const conditions = conditionsOf(rules, filters)
    const field = sort?.field ?? 'id'
    const compare = compareBy(sort)
    let [first, total]: [Orders[], number] = [[], 0]
    const last = () => (first.length === offset + limit ? first.at(-1) : undefined)
    await scan(slices(conditions, query, last), (rows) => {
      total += Number(rows[0]?.['total'] ?? 0)
      first = [...first, ...rows.map((row) => ordersOf(row, field))].sort(compare).slice(0, offset + limit)
    })
    const select = `SELECT ${columns.selected} FROM "${table}" WHERE id = ?${conditions.sql}`
    const read = database.prepare(select)
    const found = first.slice(offset).map(({ id }) => read.get(Number(id), ...conditions.values))
    // Since its slice was read, an item may have been deleted or changed.
    return { rows: found.filter((row) => row !== undefined), total: filters.length === 0 ? countAll() : total }
  }

  /** Of each slice as many as the page may need, in order, and how many there are. */
  function* slices(
    { sql, values, findsOne }: Conditions,
    { sort, offset, limit }: ListQuery,
    last: () => Orders | undefined,
  ): Generator<Row[]> {
    const column = sortColumn(rules, sort)
    // A + keeps SQLite from choosing the order of ids in place of the index of a unique field.
    const range = findsOne ? '+id > ? AND +id <= ?' : 'id > ? AND id <= ?'
    let [after, size] = [0, firstRows]
    for (;;) {
      const start = performance.now()
      const until = findsOne ? Number.MAX_SAFE_INTEGER : boundary.get(after, size)?.['id']
      if (typeof until !== 'number') return
      // What comes after the last one that the page may need is left out, where it does not have to be counted.
      const needed = sql === '' ? beforeIn(sort, column, last()) : { sql, values }
      const rows = database.prepare(
        `SELECT id, ${column} AS key, ${sql === '' ? 0 : 'count(*) OVER ()'} AS total FROM "${table}"
        WHERE ${range}${needed.sql} ORDER BY ${orderBy(rules, sort)} LIMIT ?`,
      )
      yield rows.all(after, until, ...needed.values, offset + limit)
      if (findsOne) return
      after = until
      const spent = performance.now() - start
      if (spent < fastMs) size = Math.min(2 * size, mostRows)
      else if (spent > slowMs) size = Math.max(size >> 1, fewestRows)
    }
  }
}
