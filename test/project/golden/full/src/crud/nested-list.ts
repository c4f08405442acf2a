import type { Handler } from '../http/context.ts'
import type { Fields, Rule } from './fields.ts'
import { exists, idOf } from './item-id.ts'
import { createLists } from './lists.ts'
import type { Store, Stored } from './store.ts'

/** A store in which it can be seen whether an item is there. */
export type Parents = Pick<Store<Stored>, 'get'>

/** `/api/users` and `posts` for the posts at `/api/posts` that refer to users. */
export function pathsBelow(path: string, parent: string): readonly [parentPath: string, name: string] {
  const slash = path.lastIndexOf('/') + 1
  return [path.slice(0, slash) + parent, path.slice(slash)]
}

/** The handler of a list of the items at `path` that refer to one of `parent`: `/api/users/:id/posts`. */
export function createNestedList<Item extends Stored>(
  path: string,
  fields: Fields<Item>,
  store: Store<Item>,
  parent: string,
  parents: Parents,
): Handler<{ readonly id: string }> {
  const rules: [string, Rule][] = Object.entries(fields)
  const [field = '', ...otherFields] = rules.filter(([, { ref }]) => ref === parent).map(([name]) => name)
  const [parentPath, name] = pathsBelow(path, parent)
  const lists = createLists(store, fields)

  return async (ctx) => {
    const { id } = exists(await parents.get(idOf(ctx)))
    await lists.send(ctx, `${parentPath}/${id}/${name}`, [{ field, otherFields, operator: 'equals', value: id }])
  }
}
