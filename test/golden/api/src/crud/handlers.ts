import { isNotModified } from '../http/conditional.ts'
import type { Context, Handler } from '../http/context.ts'
import { HttpError } from '../http/errors.ts'
import { sendEmpty } from '../http/send.ts'
import type { Fields } from './fields.ts'
import { type Hooks, withHooks } from './hooks.ts'
import { createListReader } from './list-query.ts'
import { readPage } from './page.ts'
import { createInputReader } from './read-input.ts'
import { checkVersion, etagOf, sendItem, sendStored } from './send-item.ts'
import { createTimeSetter } from './set-times.ts'
import { type Store, type Stored, UniqueError } from './store.ts'
import { createValidator, type Values } from './validate.ts'

type ItemContext = Context<{ readonly id: string }>
type ItemHandler = Handler<{ readonly id: string }>

/** The six handlers of a collection at `path`. */
export function createHandlers<Item extends Stored>(
  path: string,
  fields: Fields<Item>,
  plainStore: Store<Item>,
  hooks?: Hooks<Item>,
) {
  const store = hooks === undefined ? plainStore : withHooks(plainStore, hooks)
  const readList = createListReader(fields)
  const readInput = createInputReader(fields)
  const validator = createValidator(fields)
  const withTimes = createTimeSetter(fields)

  const list: Handler = async (ctx) => {
    const { body, links } = await pageAt(ctx)
    sendStored(ctx, body, links === '' ? {} : { Link: links })
  }

  const create: Handler = async (ctx) => {
    const values = validator.whole(await readInput(ctx))
    // The conditions of a POST are about what is at its own target: the list.
    const { headers } = ctx.req
    const condition = headers['if-match'] ?? headers['if-none-match']
    if (condition !== undefined) isNotModified(ctx.req, { etag: etagOf((await pageAt(ctx)).body) })
    const item = await refuseTaken(() => store.create(withTimes(values)))
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
    if (!(await store.delete(idOf(ctx), (item) => checkVersion(ctx.req, item)))) notFound()
    sendEmpty(ctx, 204)
  }

  return { list, create, read, replace, merge, remove }

  function pageAt({ basePath, target: { query } }: Context) {
    return readPage(store, basePath + path, query, readList(query))
  }

  async function update(ctx: Context, id: number, change: (item: Item) => Values) {
    const item = await refuseTaken(() =>
      store.update(id, (current) => {
        checkVersion(ctx.req, current)
        return withTimes(change(current), current)
      }),
    )
    sendItem(ctx, 200, exists(item))
  }
}

/** Ids are whole numbers from 1. Nothing else in the path is the id of an item. */
function idOf({ params }: ItemContext): number {
  return /^[1-9]\d{0,14}$/.test(params.id) ? Number(params.id) : notFound()
}

function exists<Item>(item: Item | undefined): Item {
  return item ?? notFound()
}

function notFound(): never {
  throw new HttpError(404, 'There is no item with this id')
}

async function refuseTaken<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof UniqueError)) throw error
    const errors = [{ field: error.field, message: 'is already in use' }]
    throw new HttpError(409, 'A value must be unique and is already in use', {}, { errors })
  }
}
