/** What the contact with an id has besides it, the same in all stores. */
export function draftOf(id) {
  const name = `Contact ${String(id).padStart(7, '0')}`
  return { name, email: `contact${id}@example.com`, age: id % 90, active: id % 2 === 0 }
}

/** Another contact has the email. */
export class EmailTaken extends Error {
  status = 409
  statusCode = 409
}

/** An id, as what a client gets to go on from. */
export function toCursor(id) {
  return Buffer.from(String(id)).toString('base64url')
}

/** The id; 0 for an empty one, which is the start. */
export function fromCursor(cursor) {
  return Number(Buffer.from(cursor, 'base64url').toString())
}

/** A page after an id, of rows of which one more was read than there is room for. */
export function pageOf(rows, limit) {
  const data = rows.length > limit ? rows.slice(0, limit) : rows
  return { data, limit, next: rows.length > limit ? toCursor(data.at(-1).id) : null }
}

// A page by number skips fewer.
const mostSkipped = 10_000

/** The Link header of a page at `url`, by which clients go on (RFC 8288): other parameters are kept. */
export function linksOf(url, { page, limit, total, next }) {
  const [path, search] = url.split('?')
  const query = new URLSearchParams(search)
  const links = []
  const add = (rel, name, value) => {
    query.set(name, value)
    links.push(`<${path}?${query}>; rel="${rel}"`)
  }
  if (next !== undefined) {
    if (next !== null) add('next', 'cursor', next)
    return links.join()
  }
  const last = Math.max(1, Math.ceil(total / limit))
  add('first', 'page', 1)
  if (page > 1) add('prev', 'page', page - 1)
  if (page < last) add('next', 'page', page + 1)
  if ((last - 1) * limit < mostSkipped) add('last', 'page', last)
  return links.join(', ')
}

/** Items that an export reads at once. */
export const batchSize = 1000
