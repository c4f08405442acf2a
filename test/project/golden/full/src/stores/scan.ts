import { setImmediate } from 'node:timers/promises'
import type { ListQuery } from '../crud/store.ts'
import { HttpError } from '../http/errors.ts'

const sliceMs = 5
const mostWaitMs = 10_000
const mostScanMs = 10_000

let last: Promise<void> = Promise.resolve()

/**
 * Visits all items, or those up to the one after which `isDone` or the client has left, in slices between which other
 * requests have their turn: JavaScript runs on one thread, and a loop over 200,000 items would hold up everybody. One
 * scan at a time, or each turn would be as long as a slice of every scan. A Map may change meanwhile: its iterator goes
 * on, and comes once to each item that is there all the time. Rejects with a 503 where its turn comes so late that the
 * client may have left, or where it takes so long itself: others are to be served too.
 */
export function scan<Item>(
  items: Iterable<Item>,
  visit: (item: Item) => void,
  client?: ListQuery['client'],
  isDone: () => boolean = () => false,
): Promise<void> {
  const asked = performance.now()
  const scanned = last.then(() => {
    if (performance.now() - asked < mostWaitMs) return visitAll(items, visit, client, isDone)
    throw new HttpError(503, 'Other lists were read for too long', { 'Retry-After': 5 })
  })
  last = scanned.catch(() => {}) // it is for the caller; the next scan runs all the same
  return scanned
}

async function visitAll<Item>(
  items: Iterable<Item>,
  visit: (item: Item) => void,
  client: ListQuery['client'],
  isDone: () => boolean,
): Promise<void> {
  const latest = performance.now() + mostScanMs
  let end = performance.now() + sliceMs
  for (const item of items) {
    visit(item)
    if (isDone() || client?.destroyed) return
    if (performance.now() < end) continue
    await setImmediate()
    if (performance.now() > latest) throw new HttpError(503, 'The list took too long to read', { 'Retry-After': 5 })
    end = performance.now() + sliceMs
  }
}
