import type { Database } from './database.ts'
import type { Source } from './sources.ts'

const [fastMs, slowMs] = [2, 5]
const [fewestRows, firstRows] = [8, 64]

/** Ids above `low` and up to `high`. */
export type IdRange = readonly [low: number, high: number]

export const allIds: IdRange = [0, Number.MAX_SAFE_INTEGER]

/**
 * Divides the ids of a source after a place, ascending or descending, into ranges that `read` reads in a few
 * milliseconds each: a statement over all rows would hold up every other request. Yields what was read, and undefined
 * after each range, as a scan pauses only between what it visits.
 */
export function* readRanges<Row>(
  database: Database,
  source: Source,
  read: (range: IdRange) => readonly Row[],
  after?: number,
  descending = false,
): Generator<Row | undefined, void> {
  const boundary = database.prepare(
    descending
      ? `SELECT id FROM (${source.idsWhere('id < ?')}) ORDER BY id DESC LIMIT 1 OFFSET ?`
      : `SELECT id FROM (${source.idsWhere('id > ?')}) ORDER BY id LIMIT 1 OFFSET ?`,
  )
  const [first, end] = descending ? [allIds[1], allIds[0] + 1] : allIds
  let [edge, size] = [after ?? first, firstRows]
  while (edge !== end) {
    const start = performance.now()
    // Fewer rows than a range has: the last one ends with all ids.
    const next = Number(boundary.get(...source.valuesOf(edge), size - 1)?.[0] ?? end)
    const rows = read(descending ? [next - 1, edge - 1] : [edge, next])
    const spent = performance.now() - start
    yield* rows
    yield undefined
    edge = next
    // The next range may have texts that are far longer, which is known only after it was read.
    if (spent < fastMs) size = Math.min(2 * size, source.mostRows)
    else if (spent > slowMs) size = Math.max(size >> 1, fewestRows)
  }
}
