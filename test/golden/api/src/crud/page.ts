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
  const texts = writeItems(items)
  const limit = texts.length < items.length ? shorterLimit(request.offset, texts.length) : request.limit
  const page = request.offset / limit + 1
  const data = texts.slice(0, limit).join(',')
  const body = `{"data":[${data}],"page":${page},"limit":${limit},"total":${total}}`
  return { body, links: pageLinks(path, query, page, limit, total) }
}

/** Items as JSON, until they are too many bytes: no more is built than is sent. */
function writeItems(items: readonly Stored[]): string[] {
  const texts: string[] = []
  let bytes = 0
  for (const item of items) {
    const text = JSON.stringify(item)
    bytes += Buffer.byteLength(text) + 1
    if (bytes > mostBytes && texts.length > 0) break
    texts.push(text)
  }
  return texts
}

/** Pages of this limit begin at `offset` too. A power of two to begin with: it can be halved again and again. */
function shorterLimit(offset: number, most: number): number {
  let limit = offset === 0 ? 2 ** Math.floor(Math.log2(most)) : most
  while (offset % limit !== 0) limit -= 1
  return limit
}
