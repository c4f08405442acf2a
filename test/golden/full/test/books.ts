import type { TestContext } from 'node:test'
import type { Fields } from '../src/crud/fields.ts'
import { createMemoryStore } from '../src/crud/memory-store.ts'
import { addCrudRoutes } from '../src/crud/routes.ts'
import type { Store, Stored } from '../src/crud/store.ts'
import { createRouter } from '../src/http/router.ts'
import { startServer } from './support.ts'

export interface Book extends Stored {
  title: string
  pages?: number
  price?: number
  lent?: boolean
  printed?: string
  contact?: string
  site?: string
  isbn?: string
  genre?: 'poem' | 'novel'
}

export const fields: Fields<Book> = {
  title: { type: 'string' },
  pages: { type: 'integer', optional: true },
  price: { type: 'number', optional: true },
  lent: { type: 'boolean', optional: true },
  printed: { type: 'datetime', optional: true },
  contact: { type: 'email', optional: true },
  site: { type: 'url', optional: true },
  isbn: { type: 'uuid', optional: true, unique: true },
  genre: { type: 'enum', optional: true, values: ['poem', 'novel'] },
}

export const path = '/test/books'

/** A server with books that have these titles. Resolves to the URL of the collection. */
export async function startBooks(
  t: TestContext,
  titles: readonly string[] = [],
  store: Store<Book> = createMemoryStore(fields),
) {
  const router = createRouter()
  addCrudRoutes(router, { path, type: 'Book', fields, store })
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
