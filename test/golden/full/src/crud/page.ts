import type { ListRequest } from './list-query.ts'
import { pageLinks } from './page-links.ts'
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
 * larger, the page is a shorter one that begins at the same item: `page` and `limit` are its own, in the body and in
 * the links, so that the pages which follow by them neither skip nor repeat an item.
 */
export async function readPage<Item extends Stored>(
  store: Store<Item>,
  path: string,
  query: string,
  request: ListRequest,
): Promise<Page> {
  const { items, total } = await store.list(request)
  const limit = isSurelySmall(items) ? request.limit : fittingLimit(items, request)
  const page = request.offset / limit + 1
  const body = JSON.stringify({ data: items.length > limit ? items.slice(0, limit) : items, page, limit, total })
  return { body, links: pageLinks(path, query, page, limit, total) }
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

/** Writes items one by one, to stop where they are too many bytes: a page is never built beyond its bound. */
function fittingLimit(items: readonly Stored[], { offset, limit }: ListRequest): number {
  let [bytes, count] = [0, 0]
  for (const item of items) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1
    if (bytes > mostBytes && count > 0) return shorterLimit(offset, count)
    count += 1
  }
  return limit
}

/** Pages of this limit begin at `offset` too. A power of two to begin with: it can be halved again and again. */
function shorterLimit(offset: number, most: number): number {
  let limit = offset === 0 ? 2 ** Math.floor(Math.log2(most)) : most
  while (offset % limit !== 0) limit -= 1
  return limit
}
