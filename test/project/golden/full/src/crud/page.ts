import { encodeCursor, identifyList, notItsCursor, placeOf, positionOf } from './cursor.ts'
import { createFieldErrors } from './field-errors.ts'
import type { ListRequest } from './list-query.ts'
import { cursorLink, pageLinks } from './page-links.ts'
import type { Store, Stored } from './store.ts'

const mostBytes = 1_048_576

/** A page of a list, as JSON and as links to others. */
export interface Page {
  readonly body: string
  /** May be empty. */
  readonly links: string
}

/**
 * Reads a page of about 1 MiB at most; it has one item at least, where there are any. Where what was asked for is
 * larger, the page is a shorter one that begins at the same item. Asked by number, its `page` and `limit` are its own,
 * in the body and in the links, so that the pages which follow by them neither skip nor repeat an item.
 */
export async function readPage<Item extends Stored>(
  store: Store<Item>,
  path: string,
  query: string,
  request: ListRequest,
): Promise<Page> {
  if (request.cursor !== undefined) return readPageAt(store, path, query, request, request.cursor)
  const { items, total } = await store.list(request)
  const count = countFitting(items)
  const limit = count === items.length ? request.limit : shorterLimit(request.offset, count)
  const page = request.offset / limit + 1
  const body = JSON.stringify({ data: items.length > limit ? items.slice(0, limit) : items, page, limit, total })
  return { body, links: pageLinks(path, query, page, limit, total) }
}

/** By cursor: what comes before the page is not counted, and costs nothing. */
async function readPageAt<Item extends Stored>(
  store: Store<Item>,
  path: string,
  query: string,
  { filters, sort, limit, client }: ListRequest,
  cursor: NonNullable<ListRequest['cursor']>,
): Promise<Page> {
  const list = identifyList(path, { filters, sort })
  if (cursor !== 'start' && cursor.list !== list) {
    const errors = createFieldErrors()
    errors.add('cursor', notItsCursor)
    errors.throwIfAny('The query')
  }
  const after = cursor === 'start' ? undefined : await placeOf(store, cursor, sort)
  const items = await store.scan({ filters, sort, limit: limit + 1, after, client })
  const data = items.slice(0, Math.min(limit, countFitting(items)))
  const last = data.length < items.length ? data.at(-1) : undefined
  const next = last === undefined ? null : encodeCursor(list, positionOf(last, sort))
  return { body: JSON.stringify({ data, limit, next }), links: next === null ? '' : cursorLink(path, query, next) }
}

/** How many have room in a page. */
function countFitting(items: readonly Stored[]): number {
  if (isSurelySmall(items)) return items.length
  let [bytes, count] = [0, 0]
  // One by one, to stop where they are too many bytes: a page is never built beyond its bound.
  for (const item of items) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1
    if (bytes > mostBytes && count > 0) break
    count += 1
  }
  return count
}

/** Without writing them: JSON has at most six bytes for a UTF-16 unit, and 200 for a name and a number. */
function isSurelySmall(items: readonly Stored[]): boolean {
  let bytes = 0
  for (const item of items) {
    for (const name in item) {
      const value: unknown = item[name as keyof Stored]
      bytes += 200 + (typeof value === 'string' ? 6 * value.length : 0)
    }
  }
  return bytes < mostBytes
}

/** Pages of this limit begin at `offset` too. A power of two to begin with: it can be halved again and again. */
function shorterLimit(offset: number, most: number): number {
  let limit = offset === 0 ? 2 ** Math.floor(Math.log2(most)) : most
  while (offset % limit !== 0) limit -= 1
  return limit
}
