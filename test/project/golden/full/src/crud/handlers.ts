import { isNotModified } from '../http/conditional.ts'
import type { Context, Handler } from '../http/context.ts'
import { sendEmpty } from '../http/send.ts'
import type { Fields } from './fields.ts'
import { type Hooks, withHooks } from './hooks.ts'
import { exists, idOf, notFound } from './item-id.ts'
import { createLists } from './lists.ts'
import { createInputReader } from './read-input.ts'
import { createRefusals } from './refuse-change.ts'
import { checkVersion, etagOf, sendItem, sendStored } from './send-item.ts'
import { createTimeSetter } from './set-times.ts'
import type { Store, Stored } from './store.ts'
import { createValidator, type Values } from './validate.ts'

type ItemHandler = Handler<{ readonly id: string }>

/** The six handlers of a collection at `path`. */
export function createHandlers<Item extends Stored>(
  path: string,
  fields: Fields<Item>,
  plainStore: Store<Item>,
  hooks?: Hooks<Item>,
) {
  const store = hooks === undefined ? plainStore : withHooks(plainStore, hooks)
  const lists = createLists(store, fields)
  const readInput = createInputReader(fields)
  const validator = createValidator(fields)
  const withTimes = createTimeSetter(fields)
  const withRefusals = createRefusals(fields)

  const list: Handler = (ctx) => lists.send(ctx, path)

  const create: Handler = async (ctx) => {
    const values = validator.whole(await readInput(ctx))
    // The conditions of a POST are about what is at its own target: the list.
    const { headers } = ctx.req
    const condition = headers['if-match'] ?? headers['if-none-match']
    if (condition !== undefined) isNotModified(ctx.req, { etag: etagOf((await lists.read(ctx, path)).body) })
    const item = await withRefusals(() => store.create(withTimes(values)))
    sendItem(ctx, 201, item, { Location: `${ctx.basePath}${path}/${item.id}` })
  }

  const read: ItemHandler = async (ctx) => {
    sendStored(ctx, JSON.stringify(exists(await store.get(idOf(ctx)))))
  }

  const replace: ItemHandler = async (ctx) => {
    const { id } = exists(await store.get(idOf(ctx))) // before the body is read: 404 goes first
    const values = validator.whole(await readInput(ctx))
    await update(ctx, id, () => values)
  }

  const merge: ItemHandler = async (ctx) => {
    const { id } = exists(await store.get(idOf(ctx)))
    await update(ctx, id, validator.merge(await readInput(ctx)))
  }

  const remove: ItemHandler = async (ctx) => {
    const id = idOf(ctx)
    const isDeleted = await withRefusals(() => store.delete(id, (item) => checkVersion(ctx.req, item)))
    if (!isDeleted) notFound()
    sendEmpty(ctx, 204)
  }

  return { list, create, read, replace, merge, remove }

  async function update(ctx: Context, id: number, change: (item: Item) => Values) {
    const item = await withRefusals(() =>
      store.update(id, (current) => {
        checkVersion(ctx.req, current)
        return withTimes(change(current), current)
      }),
    )
    sendItem(ctx, 200, exists(item))
  }
}
