/** What every stored item has: a whole number from 1, given by the store and never given again. */
export interface Stored {
  readonly id: number
}

/** An item without its id: what a client may say. */
export type Draft<Item extends Stored> = Omit<Item, 'id'>

export interface Filter {
  readonly field: string
  /** `contains`: a part of a text, whatever its case; `min` and `max` include their value. */
  readonly operator: 'contains' | 'equals' | 'min' | 'max'
  readonly value: string | number | boolean
}

export interface ListQuery {
  readonly filters: readonly Filter[]
  readonly sort: { readonly field: string; readonly descending: boolean } | undefined
  readonly offset: number
  readonly limit: number
}

/**
 * Where items are kept. A database is another object with these methods. Every item that goes in or comes out is a
 * copy: nobody outside holds what is stored.
 */
export interface Store<Item extends Stored> {
  /** In the order of creation where the query does not sort. `total`: how many match, on all pages. */
  list(query: ListQuery): Promise<{ items: Item[]; total: number }>
  get(id: number): Promise<Item | undefined>
  /** Rejects with a UniqueError. */
  create(draft: Draft<Item>): Promise<Item>
  /**
   * Puts what `change` makes of the current item in its place, as one step: no other change comes between. When
   * `change` throws, nothing is changed. Rejects with a UniqueError. Undefined: no such item.
   */
  update(id: number, change: (current: Item) => Draft<Item>): Promise<Item | undefined>
  /** Likewise: `check` may throw to keep the item. False: no such item. */
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
