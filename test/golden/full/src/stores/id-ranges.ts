import type { Database } from './database.ts'

const [fastMs, slowMs] = [2, 5]
const [fewestRows, firstRows, mostRows] = [16, 256, 4096]

/** Ids above `low` and up to `high`. */
export type IdRange = readonly [low: number, high: number]

export const allIds: IdRange = [0, Number.MAX_SAFE_INTEGER]

/**
 * Makes the function that divides the ids after a place, ascending or descending, into ranges for which the caller
 * takes a few milliseconds each: a statement over all rows would hold up every other request.
 */
export function createIdRanges(
  database: Database,
  table: string,
): (after?: number, descending?: boolean) => Generator<IdRange> {
  const highest = database.prepare(
    `SELECT max(id) AS id FROM (SELECT id FROM "${table}" WHERE id > ? ORDER BY id LIMIT ?)`,
  )
  const lowest = database.prepare(
    `SELECT min(id) AS id FROM (SELECT id FROM "${table}" WHERE id < ? ORDER BY id DESC LIMIT ?)`,
  )

  return function* (after, descending = false) {
    const boundary = descending ? lowest : highest
    let [edge, size] = [after ?? allIds[descending ? 1 : 0], firstRows]
    for (;;) {
      const start = performance.now()
      const next = boundary.get(edge, size)?.['id']
      if (typeof next !== 'number') return
      yield descending ? [next - 1, edge - 1] : [edge, next]
      edge = next
      const spent = performance.now() - start
      if (spent < fastMs) size = Math.min(2 * size, mostRows)
      else if (spent > slowMs) size = Math.max(size >> 1, fewestRows)
    }
  }
}
