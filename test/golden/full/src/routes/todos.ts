import { addCrudRoutes } from '../crud/routes.ts'
import type { Store } from '../crud/store.ts'
import type { Router } from '../http/router.ts'
import { type Todo, todoFields } from '../resources/todos.ts'

export function addTodoRoutes(router: Router, store: Store<Todo>): void {
  addCrudRoutes(router, {
    path: '/api/todos',
    type: 'Todo',
    fields: todoFields,
    store,
    example: {
      title: 'Buy milk',
      done: true,
    },
  })
}
