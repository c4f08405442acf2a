import type { Router } from '../http/router.ts'
import type { Fields } from './fields.ts'
import { createHandlers } from './handlers.ts'
import type { Hooks } from './hooks.ts'
import { createNestedList, type Parents, pathsBelow } from './nested-list.ts'
import { describeCrudRoutes } from './openapi/operations.ts'
import type { Store, Stored } from './store.ts'

export interface Resource<Item extends Stored> {
  /** Of the collection, such as `/api/todos`. */
  readonly path: string
  /** Of an item, such as `Todo`. */
  readonly type: string
  readonly fields: Fields<Item>
  readonly store: Store<Item>
  /** Stores of what fields refer to, by the `ref` of their rules. */
  readonly parents?: Readonly<Record<string, Parents>>
  /** Steps of your own before and after each change. */
  readonly hooks?: Hooks<Item>
  /** An item as a client could send it, for the docs. */
  readonly example?: Partial<Item>
  /** The resources that refer to this one, for the docs. */
  readonly referredBy?: readonly string[]
}

/** Adds the six routes of a resource, and a list of its items below each item that they can refer to. */
export function addCrudRoutes<Item extends Stored>(router: Router, resource: Resource<Item>): void {
  const { path, type, fields, store } = resource
  const handlers = createHandlers(path, fields, store, resource.hooks)
  const itemPath: `${string}/:id` = `${path}/:id`
  const meta = describeCrudRoutes(path, type, fields, resource.example, resource.referredBy)
  router.add('GET', path, handlers.list, meta.list)
  router.add('POST', path, handlers.create, meta.create)
  router.add('GET', itemPath, handlers.read, meta.read)
  router.add('PUT', itemPath, handlers.replace, meta.replace)
  router.add('PATCH', itemPath, handlers.merge, meta.merge)
  router.add('DELETE', itemPath, handlers.remove, meta.remove)
  for (const [parent, parents] of Object.entries(resource.parents ?? {})) {
    const [parentPath, name] = pathsBelow(path, parent)
    const nestedPath: `${string}/:id/${string}` = `${parentPath}/:id/${name}`
    router.add('GET', nestedPath, createNestedList(path, fields, store, parent, parents), meta.nested(parent))
  }
}
