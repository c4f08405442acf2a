import type { Fields } from '../crud/fields.ts'
import type { Stored } from '../crud/store.ts'

export interface Todo extends Stored {
  title: string
  done?: boolean
}

/** What the fields may hold. */
export const todoFields: Fields<Todo> = {
  title: { type: 'string' },
  done: { type: 'boolean', optional: true },
}
