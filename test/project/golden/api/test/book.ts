import type { Fields } from '../src/crud/fields.ts'
import type { Stored } from '../src/crud/store.ts'

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
  sequelToId?: number
  originalId?: number
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
  sequelToId: { type: 'integer', optional: true, ref: 'books' },
  originalId: { type: 'integer', optional: true, ref: 'books' },
}

export const isbn = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

/** Books whose order and equality are easy to get wrong. */
export const samples: readonly Omit<Book, 'id'>[] = [
  { title: 'b', pages: 10, lent: true, printed: '2025-06-01T01:00:00+02:00', contact: 'Ada@example.com', isbn },
  { title: '\uffff', price: 0.5, lent: false },
  { title: '💥', pages: 9_007_199_254_740_991, price: -1e-7, printed: '2025-06-01T00:00:00.0005Z', genre: 'poem' },
  { title: 'B', pages: 10, printed: '2025-05-31T23:00:00Z' },
  { title: '100%_Ü\'"', pages: -3 },
]
