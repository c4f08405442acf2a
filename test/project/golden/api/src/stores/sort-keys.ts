import type { Rule, Scalar } from '../crud/fields.ts'
import type { ListQuery } from '../crud/store.ts'
import type { Row } from './columns.ts'
import { beforeIn, type Conditions, sortColumn } from './conditions.ts'
import type { Database } from './database.ts'
import { compareBy, type Orders } from './order.ts'

// Of 10,000 rows, which a deep page goes through, whole texts would be hundreds of megabytes.
const keptLength = 100

/** What a page keeps of each row to sort it. */
export interface SortKeys {
  /** The key, of a long text its beginning, as SQL. */
  readonly column: string
  /** `row`: an id and its key. */
  ordersOf(row: Row): Orders
  compare(a: Orders, b: Orders): number
  /** Leaves out what comes after `last` in the list. All, without a last one. */
  before(last: Orders | undefined): Conditions
}

/** What compareBy() compares in place of a row. */
export function ordersOf(id: unknown, key: unknown, field: string): Orders {
  return { id: id as number, [field]: (key ?? undefined) as Scalar | undefined }
}

export function createSortKeys(
  database: Database,
  table: string,
  rules: ReadonlyMap<string, Rule>,
  sort: ListQuery['sort'],
): SortKeys {
  const field = sort?.field ?? 'id'
  const whole = sortColumn(rules, sort)
  const type = rules.get(field)?.type
  const column = type === 'string' || type === 'email' || type === 'url' ? `substr(${whole}, 1, ${keptLength})` : whole
  const isBeginning = ({ [field]: key }: Orders) => typeof key === 'string' && key.length >= keptLength
  const compare = compareBy(sort)

  return {
    column,
    ordersOf: ([id, key]) => ordersOf(id, key, field),
    compare(a, b) {
      const sign = isBeginning(a) && a[field] === b[field] ? compareWhole(a, b) : 0
      return sign === 0 ? compare(a, b) : sort?.descending ? -sign : sign
    },
    before(last) {
      if (last === undefined || !isBeginning(last)) return beforeIn(sort, whole, last)
      const sql = sort?.descending ? ` AND (${column} >= ? OR ${column} IS NULL)` : ` AND ${column} <= ?`
      return { sql, values: [String(last[field])] }
    },
  }

  /** 0 where one was deleted meanwhile. */
  function compareWhole(a: Orders, b: Orders): number {
    const select = `SELECT (a.${whole} > b.${whole}) - (a.${whole} < b.${whole})
      FROM "${table}" a, "${table}" b WHERE a.id = ? AND b.id = ?`
    return Number(database.prepare(select).get(Number(a['id']), Number(b['id']))?.[0] ?? 0)
  }
}
