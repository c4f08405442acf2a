/** The Link header of a page (RFC 8288): to the first and last page and to its neighbours, other parameters kept. */
export function pageLinks(path: string, query: string, page: number, pages: number): string {
  const last = Math.max(1, pages)
  const parameters = new URLSearchParams(query)
  const link = (number: number, rel: string) => {
    parameters.set('page', String(number))
    return `<${path}?${parameters}>; rel="${rel}"`
  }
  const links = [link(1, 'first')]
  if (page > 1) links.push(link(Math.min(page - 1, last), 'prev'))
  if (page < last) links.push(link(page + 1, 'next'))
  links.push(link(last, 'last'))
  return links.join(', ')
}
