import { hash } from 'node:crypto'
import { errorOf, type Rule, type Scalar } from './fields.ts'
import type { ListQuery, Position, Store, Stored } from './store.ts'

// A longer text is cut: a cursor goes into a URL, and into the Link header.
const longestText = 200
const longestCursor = 2000

export const notItsCursor = 'must be the next of a response to the same path, sort and filters'

/** Where a page ends. A client gets it as base64url, without a meaning of its own. */
export interface Cursor extends Position {
  /** The list that it belongs to. */
  readonly list: string
  /** Where `value` is the beginning of a longer text: the hash of the whole. */
  readonly digest: string | undefined
}

/** The same for the same items in the same order. */
export function identifyList(path: string, { filters, sort }: Pick<ListQuery, 'filters' | 'sort'>): string {
  const order = sort?.descending ? `-${sort.field}` : (sort?.field ?? 'id')
  return digestOf(JSON.stringify([path, order, ...filters.map((filter) => JSON.stringify(filter)).sort()]))
}

export function positionOf(item: Stored, sort: ListQuery['sort']): Position {
  const values: Readonly<Record<string, unknown>> = { ...item }
  const value = sort === undefined || sort.field === 'id' ? undefined : values[sort.field]
  return { id: item.id, value: value as Scalar | undefined }
}

export function encodeCursor(list: string, { id, value }: Position): string {
  const members: Scalar[] = [list, id]
  if (typeof value === 'string' && value.length > longestText) {
    const beginning = value.slice(0, longestText).replace(/[\ud800-\udbff]$/, '') // never half a character
    members.push(beginning, digestOf(value))
  } else if (value !== undefined) {
    members.push(value)
  }
  return toText(members)
}

/** undefined: not a cursor. `rule`: of the field that the list is sorted by, undefined where that is the id. */
export function decodeCursor(text: string, rule: Rule | undefined): Cursor | undefined {
  const members = text.length > longestCursor ? [] : fromText(text)
  const [list, id, value, digest] = members
  if (members.length < 2 || members.length > 4) return undefined
  if (typeof list !== 'string' || !Number.isSafeInteger(id)) return undefined
  if (members.length > 2 && (rule === undefined || !isValue(rule, value))) return undefined
  if (members.length > 3 && (typeof value !== 'string' || typeof digest !== 'string')) return undefined
  return { list, id: id as number, value: value as Scalar | undefined, digest: digest as string | undefined }
}

/** By its type alone: a text may be cut, and a value may be older than the bounds of its rule. */
function isValue({ type }: Rule, value: unknown): boolean {
  const isText = type === 'email' || type === 'url' || type === 'uuid' || type === 'enum'
  return errorOf({ type: isText ? 'string' : type }, value) === undefined
}

/**
 * Where to go on. A text that was cut is read from its item. Where that is deleted or has another text by now, the
 * place is before all items whose text begins alike: some may come again, and none is skipped.
 */
export async function placeOf<Item extends Stored>(
  store: Store<Item>,
  { id, value, digest }: Cursor,
  sort: ListQuery['sort'],
): Promise<Position> {
  if (digest === undefined) return { id, value }
  const item = await store.get(id)
  const place = item && positionOf(item, sort)
  if (typeof place?.value === 'string' && digestOf(place.value) === digest) return place
  return { id: 0, value: sort?.descending ? `${value}\u{10ffff}` : value }
}

function digestOf(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, 16)
}

function toText(members: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(members)).toString('base64url')
}

/** Only what toText() makes: base64url and JSON have other forms of the same. Empty: anything else. */
function fromText(text: string): readonly unknown[] {
  try {
    const members: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(members) && toText(members) === text ? members : []
  } catch {
    return [] // not JSON
  }
}
