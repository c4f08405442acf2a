import { createMemoryStore } from '../crud/memory-store.ts'
import type { Store } from '../crud/store.ts'
import { type Todo, todoFields } from './todos.ts'

/** The store of each resource. */
export interface Stores {
  readonly todos: Store<Todo>
}

/** In memory. Another kind of store takes its place here, and nothing else changes. */
export function createStores(): Stores {
  return {
    todos: createMemoryStore(todoFields),
  }
}
