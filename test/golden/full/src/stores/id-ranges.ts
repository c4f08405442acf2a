import type { Database } from './database.ts'
import type { Source } from './sources.ts'

const [fastMs, slowMs] = [2, 5]
// Few at most: the next range may have texts that are far longer, and its size is known only after it was read.
const [fewestRows, firstRows, mostRows] = [8, 64, 256]

/** Ids above `low` and up to `high`. */
export type IdRange = readonly [low: number, high: number]

export const allIds: IdRange = [0, Number.MAX_SAFE_INTEGER]

/**
 * Divides the ids of a source after a place, ascending or descending, into ranges for which the caller takes a few
 * milliseconds each: a statement over all rows would hold up every other request.
 */
export function* idRanges(
  database: Database,
  source: Source,
  after?: number,
  descending = false,
): Generator<IdRange, void> {
  const boundary = database.prepare(
    descending
      ? `SELECT min(id) AS id FROM (${source.idsWhere('id < ?')} ORDER BY id DESC LIMIT ?)`
      : `SELECT max(id) AS id FROM (${source.idsWhere('id > ?')} ORDER BY id LIMIT ?)`,
  )
  let [edge, size] = [after ?? allIds[descending ? 1 : 0], firstRows]
  for (;;) {
    const start = performance.now()
    const next = boundary.get(...source.valuesOf(edge), size)?.['id']
    if (typeof next !== 'number') return
    yield descending ? [next - 1, edge - 1] : [edge, next]
    edge = next
    const spent = performance.now() - start
    if (spent < fastMs) size = Math.min(2 * size, mostRows)
    else if (spent > slowMs) size = Math.max(size >> 1, fewestRows)
  }
}
