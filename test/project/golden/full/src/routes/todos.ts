import { addCrudRoutes } from '../crud/routes.ts'
import type { Router } from '../http/router.ts'
import { todoFields } from '../resources/todos.ts'
import type { Stores } from '../stores.ts'

export function addTodoRoutes(router: Router, stores: Stores): void {
  addCrudRoutes(router, {
    path: '/api/todos',
    type: 'Todo',
    fields: todoFields,
    store: stores.todos,
    example: {
      title: 'Buy milk',
      done: true,
    },
  })
}
