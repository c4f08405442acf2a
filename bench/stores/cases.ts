import type { LoadRequest, Variant } from '../load/load.ts'
import type { Case } from '../server/cases.ts'
import { contactAt, isContact, isExport, isPage, isRest } from './judges.ts'

/** A request to servers that hold a number of contacts, and what its answer must be like. */
export interface StoreCase {
  readonly name: string
  readonly title: string
  /** Whether the contract has it cost the same with a million items as with a hundred. */
  readonly isFlat: boolean
  /** It may take seconds: one request after the other, on one connection. */
  readonly isLong?: true
  /** What is measured is divided by the number of contacts. */
  readonly isPerContact?: true
  /** Of the generated server only. */
  readonly isAlone?: true
  request(size: number): LoadRequest
  /** The page to load is found by cursor: the one after this many contacts. */
  skippedBefore?(size: number): number
  answer(size: number): Case['answer']
}

export const sizes = [100, 10_000, 1_000_000] as const

const path = '/api/contacts'
const json = { 'content-type': /^application\/json/ }
const linked = { ...json, link: /^<\/api\/contacts\?.*>; rel="(?:first|next)"/ }
const limit = 20
const mostVariants = 1000
/** A page by number skips fewer than 10,000 contacts. */
const deepest = 9980

const draft = { name: 'Ada Lovelace', email: 'new{n}@example.com', age: 36, active: true }

/** Those that write come last: what they leave is measured by no other. */
export const storeCases: readonly StoreCase[] = [
  {
    name: 'get',
    title: 'GET a contact',
    isFlat: true,
    request: (size) => ({ ...get(''), variants: idPaths(size) }),
    answer: () => ({ status: 200, headers: json, judge: isContact(contactAt(1)) }),
  },
  {
    name: 'list',
    title: 'GET the first 20',
    isFlat: true,
    request: () => get('?page=1&limit=20'),
    answer: (size) => ({ status: 200, headers: linked, judge: isPage(1, limit, size) }),
  },
  {
    name: 'filter',
    title: 'GET the one with an email',
    isFlat: true,
    request: (size) => get(`?email=contact${size / 2}@example.com`),
    answer: (size) => ({ status: 200, headers: linked, judge: isPage(size / 2, 1, 1) }),
  },
  {
    name: 'search',
    title: 'GET the one with a part of a name',
    isFlat: false,
    isLong: true,
    request: () => get('?name=T%200000042'),
    answer: () => ({ status: 200, headers: linked, judge: isPage(42, 1, 1) }),
  },
  {
    name: 'deep-page',
    title: 'GET 20 after as many as a page by number may skip, 9,980 at most',
    isFlat: false,
    request: (size) => get(`?page=${skipped(size) / limit + 1}&limit=${limit}`),
    answer: (size) => ({ status: 200, headers: linked, judge: isPage(skipped(size) + 1, limit, size) }),
  },
  {
    name: 'cursor',
    title: 'GET 20 by cursor, after half of all',
    isFlat: true,
    request: () => get(`?limit=${limit}`),
    skippedBefore: (size) => size / 2,
    answer: (size) => ({ status: 200, headers: linked, judge: isRest(size / 2 + 1, limit) }),
  },
  {
    name: 'export',
    title: 'GET all as lines of JSON, for each contact',
    isFlat: false,
    isLong: true,
    isPerContact: true,
    request: () => get('', { Accept: 'application/x-ndjson' }),
    answer: (size) => ({ status: 200, headers: { 'content-type': /^application\/x-ndjson/ }, judge: isExport(size) }),
  },
  {
    name: 'change',
    title: 'PATCH a contact',
    isFlat: true,
    isAlone: true,
    request: (size) => ({ ...send('PATCH', '', { age: 42 }), variants: idPaths(size) }),
    answer: () => ({ status: 200, headers: json, judge: isContact({ ...contactAt(1), age: 42 }) }),
  },
  {
    name: 'create',
    title: 'POST a contact',
    isFlat: true,
    request: () => ({ ...send('POST', '', draft), isNumbered: true }),
    answer: () => ({
      status: 201,
      headers: { location: /^\/api\/contacts\/\d+$/ },
      judge: isContact({ name: draft.name, age: draft.age, active: draft.active }),
    }),
  },
]

function skipped(size: number): number {
  return Math.min(deepest, size - limit)
}

function get(rest: string, headers: Readonly<Record<string, string>> = {}): LoadRequest {
  return { method: 'GET', path: path + rest, headers, body: undefined }
}

function send(method: string, rest: string, value: object): LoadRequest {
  const body = Buffer.from(JSON.stringify(value))
  return { method, path: path + rest, headers: { 'Content-Type': 'application/json' }, body }
}

/** Contacts all over the table, the first one first. */
function idPaths(size: number): readonly Variant[] {
  const count = Math.min(size, mostVariants)
  return Array.from({ length: count }, (_, at) => ({ path: `${path}/${1 + at * (size / count)}`, headers: {} }))
}
