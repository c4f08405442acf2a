import { defaultLimit, mostSkipped } from './list-query.ts'

// Proxies such as nginx take 4 kB of headers from a server, unless told otherwise; this one is at most half of that.
const mostBytes = 2000
const leastNeeded = ['last', 'first', 'prev', 'next']

/**
 * The Link header of a page (RFC 8288): to the first and last page and to its neighbours, other parameters kept. A page
 * that would be refused is not linked. A query may be so long that not all fit, or none: the next page is kept longest.
 */
export function pageLinks(path: string, query: string, page: number, limit: number, total: number): string {
  const last = Math.max(1, Math.ceil(total / limit))
  const parameters = new URLSearchParams(query)
  if (Number(parameters.get('limit') ?? defaultLimit) !== limit) parameters.set('limit', String(limit))
  parameters.set('page', '')
  // Written once: `=` is encoded in names and values, so this is where the number goes.
  const [, before = '', after = ''] = /^((?:.*&)?page=)(.*)$/.exec(String(parameters)) ?? []
  const links: string[] = []
  const link = (rel: string, number: number) => {
    if ((number - 1) * limit < mostSkipped) links.push(`<${path}?${before}${number}${after}>; rel="${rel}"`)
  }
  link('first', 1)
  if (page > 1) link('prev', Math.min(page - 1, last))
  if (page < last) link('next', page + 1)
  link('last', last)

  const header = links.join(', ')
  return header.length <= mostBytes ? header : fitting(links)
}

/** A link to the page that a cursor leads to. */
export function cursorLink(path: string, query: string, cursor: string): string {
  const parameters = new URLSearchParams(query)
  parameters.set('cursor', cursor)
  return fitting([`<${path}?${parameters}>; rel="next"`])
}

function fitting(links: readonly string[]): string {
  let kept = links
  for (const rel of leastNeeded) {
    kept = kept.filter((link) => !link.endsWith(`rel="${rel}"`))
    const header = kept.join(', ')
    if (header.length <= mostBytes) return header
  }
  return ''
}
