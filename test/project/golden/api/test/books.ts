import type { TestContext } from 'node:test'
import { addCrudRoutes } from '../src/crud/routes.ts'
import type { Store } from '../src/crud/store.ts'
import { createRouter } from '../src/http/router.ts'
import { type Book, fields } from './book.ts'
import { openBookStore } from './book-store.ts'
import { startServer } from './support.ts'

export const path = '/test/books'

/** A server with books that have these titles. Resolves to the URL of the collection. */
export async function startBooks(t: TestContext, titles: readonly string[] = [], given?: Store<Book>) {
  const store = given ?? (await openBookStore(t))
  const router = createRouter()
  addCrudRoutes(router, { path, type: 'Book', fields, store, parents: { books: store } })
  const { url } = await startServer(t, { BODY_LIMIT: '1000' }, { router })
  for (const title of titles) await post(url + path, { title })
  return url + path
}

export function send(
  method: string,
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, { method, body, headers: { 'Content-Type': 'application/json', ...headers } })
}

export function post(url: string, book: object): Promise<Response> {
  return send('POST', url, JSON.stringify({ title: 'Emma', ...book }))
}

export async function errorsOf(res: Response): Promise<string[]> {
  const { errors } = (await res.json()) as { errors: { field: string }[] }
  return errors.map(({ field }) => field)
}

export async function titlesOf(res: Response): Promise<string[]> {
  const { data } = (await res.json()) as { data: Book[] }
  return data.map(({ title }) => title)
}

export interface CursorPage {
  readonly data: Book[]
  readonly limit: number
  readonly next: string | null
}

export async function pageOf(url: string): Promise<CursorPage> {
  return (await (await fetch(url)).json()) as CursorPage
}

/** The titles of all pages, by cursor. */
export async function walk(url: string, query: string): Promise<string[]> {
  const titles: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: CursorPage = await pageOf(`${url}?${query}&cursor=${next}`)
    titles.push(...page.data.map(({ title }) => title))
    next = page.next
  }
  return titles
}
