/** What every stored item has: a whole number from 1, given by the store and never given again. */
export interface Stored {
  readonly id: number
}

/** An item without its id: what a client may say. */
export type Draft<Item extends Stored> = Omit<Item, 'id'>

export interface Filter {
  readonly field: string
  /** Fields that are tried as well: it is enough that one of them meets the filter. */
  readonly otherFields?: readonly string[]
  /** `contains`: a part of a text, whatever its case; `min` and `max` include their value. */
  readonly operator: 'contains' | 'equals' | 'min' | 'max'
  readonly value: string | number | boolean
}

export interface ListQuery {
  readonly filters: readonly Filter[]
  readonly sort: { readonly field: string; readonly descending: boolean } | undefined
  readonly offset: number
  readonly limit: number
  /** Who waits for it, such as a response: once that is destroyed, the list may end with what it has. */
  readonly client?: { readonly destroyed: boolean } | undefined
}

/** The place of an item in the order of a list. */
export interface Position {
  readonly id: number
  /**
   * The item's value of the field that is sorted by, as it was given; undefined where the item has none, or the order
   * is that of ids.
   */
  readonly value: string | number | boolean | undefined
}

/** Items of a list from a place on, for pages by cursor and for exports. */
export interface ScanQuery extends Pick<ListQuery, 'filters' | 'sort' | 'limit' | 'client'> {
  /** The items that come after it; all of them where it is undefined. */
  readonly after: Position | undefined
}

/**
 * Where items are kept. A database is another object with these methods. Every item that goes in or comes out is a
 * copy: nobody outside holds what is stored.
 */
export interface Store<Item extends Stored> {
  /** In the order of creation where the query does not sort. `total`: how many match, on all pages. */
  list(query: ListQuery): Promise<{ items: Item[]; total: number }>
  /** The first `limit` items after a place, in the order of list(). */
  scan(query: ScanQuery): Promise<Item[]>
  get(id: number): Promise<Item | undefined>
  /** Rejects with a MissingReferenceError or a UniqueError. */
  create(draft: Draft<Item>): Promise<Item>
  /**
   * Puts what `change` makes of the current item in its place, as one step: no other change comes between. When
   * `change` throws, nothing is changed. Rejects as create() does. Undefined: no such item.
   */
  update(id: number, change: (current: Item) => Draft<Item>): Promise<Item | undefined>
  /** Likewise: `check` may throw to keep the item. Rejects with a ReferredError. False: no such item. */
  delete(id: number, check: (current: Item) => void): Promise<boolean>
}

/** The value of a unique field belongs to another item. */
export class UniqueError extends Error {
  readonly field: string

  constructor(field: string) {
    super(`the value of ${field} is taken`)
    this.field = field
  }
}

/** Fields refer to items that are not there. */
export class MissingReferenceError extends Error {
  readonly fields: readonly string[]

  constructor(...fields: readonly string[]) {
    super(`${fields.join(', ')} must refer to items that are there`)
    this.fields = fields
  }
}

/** Items of the resources `by` refer to the item: it cannot be deleted. */
export class ReferredError extends Error {
  readonly by: readonly string[]

  constructor(...by: readonly string[]) {
    super(`the item is referred to by ${by.join(', ')}`)
    this.by = by
  }
}
