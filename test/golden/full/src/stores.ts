import { createMemoryStore } from './crud/memory-store.ts'
import type { Store } from './crud/store.ts'
import { type Todo, todoFields } from './resources/todos.ts'

/** The store of each resource. */
export interface Stores {
  readonly todos: Store<Todo>
}

/** In memory, until the process ends. A store of another kind is created here, and nothing else changes. */
export function createStores(): Stores {
  return {
    todos: createMemoryStore(todoFields),
  }
}
