import type { Config } from '../config.ts'
import type { Fields } from '../crud/fields.ts'
import { createHandlers } from '../crud/handlers.ts'
import type { Store, Stored } from '../crud/store.ts'
import type { Router } from '../router.ts'

export interface Todo extends Stored {
  title: string
  done?: boolean
}

/** What a client may send, by field. */
export const todoFields: Fields<Todo> = {
  title: { type: 'string' },
  done: { type: 'boolean', optional: true },
}

export function routeTodos(router: Router, store: Store<Todo>, config: Config): void {
  const handlers = createHandlers('/api/todos', todoFields, store, config)
  router.add('GET', '/api/todos', handlers.list)
  router.add('POST', '/api/todos', handlers.create)
  router.add('GET', '/api/todos/:id', handlers.read)
  router.add('PUT', '/api/todos/:id', handlers.replace)
  router.add('PATCH', '/api/todos/:id', handlers.merge)
  router.add('DELETE', '/api/todos/:id', handlers.remove)
}
