import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Context } from '../http/context.ts'
import { sendStream } from '../http/send.ts'
import { positionOf } from './cursor.ts'
import type { ExportFormat } from './export-formats.ts'
import { maxLength, type Rule } from './fields.ts'
import type { Position, ScanQuery, Store, Stored } from './store.ts'

// In UTF-16 units, of which most take one byte: what is written at once; what is read at once, by the items so far;
// and the same if each item were as large as its rules allow.
const pieceSize = 65_536
const batchSize = 1_048_576
const mostBatchSize = 33_554_432
const firstItems = 250
// In another order than that of ids each batch costs a look at all items, so fewer are better.
const mostItems = { inOrder: 1000, sorted: 4000 }

type ExportQuery = Omit<ScanQuery, 'limit' | 'after'>

/** Makes the function that sends all items that match, at the pace of the client: a few are in memory at a time. */
export function createExport<Item extends Stored>(store: Store<Item>, fields: object) {
  const rules: Rule[] = Object.values(fields)
  const largest = rules.reduce((size, rule) => size + largestOf(rule), 0)
  const mostOfLargest = Math.max(1, Math.floor(mostBatchSize / largest))

  return async (ctx: Context, format: ExportFormat, query: ExportQuery): Promise<void> => {
    // It takes as long as it takes; a client that is too slow is dropped all the same.
    ctx.setTimeLimit(0)
    ctx.req.socket.setTimeout(0) // the next request on the connection sets it again
    const pieces = piecesOf(format, query)
    // The first one is read before the headers are sent: a store that fails at once still gets its status.
    const first = ctx.req.method === 'HEAD' ? undefined : await pieces.next()
    const source = Readable.from(joined(first, pieces), { highWaterMark: 1 })
    await sendStream(ctx, format.contentType, source, { 'Cache-Control': 'no-store' })
  }

  async function* piecesOf({ head, lineOf }: ExportFormat, { filters, sort, client }: ExportQuery) {
    const isInOrder = sort === undefined || sort.field === 'id'
    const most = Math.min(mostOfLargest, isInOrder ? mostItems.inOrder : mostItems.sorted)
    let [text, limit] = [head, Math.min(firstItems, most)]
    for (let after: Position | undefined; ; ) {
      const items = await store.scan({ filters, sort, limit, after, client })
      let size = 0
      for (const item of items) {
        const line = lineOf(item)
        text += line
        size += line.length
        if (text.length < pieceSize) continue
        yield text
        text = ''
        await nextTurn() // of others: a client that reads fast would never let them have one
      }
      const last = items.at(-1)
      if (last === undefined || items.length < limit) break
      after = positionOf(last, sort)
      limit = Math.max(1, Math.min(Math.floor((limit * batchSize) / size), 2 * limit, most))
      await nextTurn()
    }
    if (text !== '') yield text
  }
}

function largestOf(rule: Rule): number {
  return rule.type === 'string' || rule.type === 'email' || rule.type === 'url' ? maxLength(rule) : 100
}

async function* joined(first: IteratorResult<string, void> | undefined, rest: AsyncGenerator<string, void>) {
  if (first === undefined || first.done) return
  yield first.value
  yield* rest
}
