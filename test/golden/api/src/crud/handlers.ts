import { hash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { isNotModified } from '../http/conditional.ts'
import type { Context, Handler } from '../http/context.ts'
import { HttpError } from '../http/errors.ts'
import { sendEmpty, sendJson } from '../http/send.ts'
import { sendWithEtag } from '../http/send-with-etag.ts'
import type { Fields } from './fields.ts'
import { createListReader } from './list-query.ts'
import { readPage } from './page.ts'
import { createInputReader } from './read-input.ts'
import { type Store, type Stored, UniqueError } from './store.ts'
import { validate, validateMerge } from './validate.ts'

type ItemContext = Context<{ readonly id: string }>
type ItemHandler = Handler<{ readonly id: string }>

const jsonType = 'application/json; charset=utf-8'

/** The six handlers of a collection at `path`. */
export function createHandlers<Item extends Stored>(path: string, fields: Fields<Item>, store: Store<Item>) {
  const readList = createListReader(fields)
  const readInput = createInputReader(fields)

  const list: Handler = async (ctx) => {
    const { body, links } = await pageAt(ctx)
    sendStored(ctx, body, links === '' ? {} : { Link: links })
  }

  const create: Handler = async (ctx) => {
    const draft = validate(fields, await readInput(ctx))
    // The conditions of a POST are about what is at its own target: the list.
    const { headers } = ctx.req
    const condition = headers['if-match'] ?? headers['if-none-match']
    if (condition !== undefined) isNotModified(ctx.req, { etag: etagOf((await pageAt(ctx)).body) })
    const item = await refuseTaken(() => store.create(draft))
    sendItem(ctx, 201, item, { Location: `${ctx.basePath}${path}/${item.id}` })
  }

  const read: ItemHandler = async (ctx) => {
    sendStored(ctx, JSON.stringify(exists(await store.get(idOf(ctx)))))
  }

  const replace: ItemHandler = async (ctx) => {
    const { id } = exists(await store.get(idOf(ctx))) // before the body is read: 404 goes first
    const draft = validate(fields, await readInput(ctx))
    await update(ctx, id, () => draft)
  }

  const merge: ItemHandler = async (ctx) => {
    const { id } = exists(await store.get(idOf(ctx)))
    await update(ctx, id, validateMerge(fields, await readInput(ctx)))
  }

  const remove: ItemHandler = async (ctx) => {
    if (!(await store.delete(idOf(ctx), (item) => checkVersion(ctx.req, item)))) notFound()
    sendEmpty(ctx, 204)
  }

  return { list, create, read, replace, merge, remove }

  function pageAt({ basePath, target: { query } }: Context) {
    return readPage(store, basePath + path, query, readList(query))
  }

  async function update(ctx: Context, id: number, change: (item: Item) => Omit<Item, 'id'>) {
    const item = await refuseTaken(() =>
      store.update(id, (current) => {
        checkVersion(ctx.req, current)
        return change(current)
      }),
    )
    sendItem(ctx, 200, exists(item))
  }
}

/** What is stored now. Caches may keep it, and have to ask each time whether it still is. */
function sendStored(ctx: Context, body: string, headers: OutgoingHttpHeaders = {}): void {
  sendWithEtag(ctx, jsonType, body, { 'Cache-Control': 'no-cache', ETag: etagOf(body) }, headers)
}

/** What has just been stored, with the ETag for the next change. */
function sendItem(ctx: Context, status: number, item: Stored, headers: OutgoingHttpHeaders = {}): void {
  sendJson(ctx, status, item, { 'Cache-Control': 'no-store', ETag: etagOf(JSON.stringify(item)), ...headers })
}

/** If-Match and similar conditions are about the item as GET would send it. */
function checkVersion(req: IncomingMessage, item: Stored): void {
  isNotModified(req, { etag: etagOf(JSON.stringify(item)) })
}

/** Strong: other bytes, another ETag. */
function etagOf(body: string): string {
  return `"${hash('sha1', body, 'base64url')}"`
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
