import { hash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Config } from '../config.ts'
import { isNotModified } from '../http/conditional.ts'
import type { Handler } from '../http/endpoint.ts'
import { HttpError } from '../http/errors.ts'
import { send, sendEmpty } from '../http/send.ts'
import { sendCurrent } from '../http/send-current.ts'
import type { Target } from '../http/target.ts'
import type { Fields } from './fields.ts'
import { createListReader } from './list-query.ts'
import { readPage } from './page.ts'
import { createInputReader } from './read-input.ts'
import { type Store, type Stored, TakenError } from './store.ts'
import { validate, validateMerge } from './validate.ts'

type ItemHandler = Handler<{ readonly id: string }>

const jsonType = 'application/json; charset=utf-8'

/** The six handlers of a collection at `path`. */
export function createHandlers<Item extends Stored>(
  path: string,
  fields: Fields<Item>,
  store: Store<Item>,
  config: Config,
) {
  const readList = createListReader(fields)
  const readInput = createInputReader(config, fields)

  const list: Handler = async (_req, res, { target }) => {
    const { body, links } = await pageAt(target)
    sendStored(res, body, links === '' ? {} : { Link: links })
  }

  const create: Handler = async (req, res, { target }) => {
    const draft = validate(fields, await readInput(req, res))
    // The conditions of a POST are about what is at its own target: the list.
    const condition = req.headers['if-match'] ?? req.headers['if-none-match']
    if (condition !== undefined) isNotModified(req, { etag: etagOf((await pageAt(target)).body) })
    const item = await refuseTaken(() => store.create(draft))
    sendJson(res, 201, item, { Location: `${path}/${item.id}`, ETag: etagOf(JSON.stringify(item)) })
  }

  const read: ItemHandler = async (_req, res, { params }) => {
    sendStored(res, JSON.stringify(exists(await store.get(idOf(params.id)))))
  }

  const replace: ItemHandler = async (req, res, { params }) => {
    const { id } = exists(await store.get(idOf(params.id))) // of the body there is nothing to say before
    const draft = validate(fields, await readInput(req, res))
    await update(req, res, id, () => draft)
  }

  const merge: ItemHandler = async (req, res, { params }) => {
    const { id } = exists(await store.get(idOf(params.id)))
    await update(req, res, id, validateMerge(fields, await readInput(req, res)))
  }

  const remove: ItemHandler = async (req, res, { params }) => {
    if (!(await store.delete(idOf(params.id), (item) => checkVersion(req, item)))) notFound()
    sendEmpty(res, 204)
  }

  return { list, create, read, replace, merge, remove }

  function pageAt({ query }: Target) {
    return readPage(store, path, query, readList(query))
  }

  async function update(
    req: IncomingMessage,
    res: ServerResponse,
    id: number,
    change: (item: Item) => Omit<Item, 'id'>,
  ) {
    const item = await refuseTaken(() =>
      store.update(id, (current) => {
        checkVersion(req, current)
        return change(current)
      }),
    )
    sendJson(res, 200, exists(item))
  }
}

/** What is stored now; caches ask each time whether it still is. */
function sendStored(res: ServerResponse, body: string, headers: OutgoingHttpHeaders = {}): void {
  sendCurrent(res, jsonType, body, { 'Cache-Control': 'no-cache', ETag: etagOf(body) }, headers)
}

function sendJson(res: ServerResponse, status: number, item: Stored, headers: OutgoingHttpHeaders = {}): void {
  send(res, status, jsonType, JSON.stringify(item), { 'Cache-Control': 'no-store', ...headers })
}

/** If-Match and its kin speak of the item as GET would send it. */
function checkVersion(req: IncomingMessage, item: Stored): void {
  isNotModified(req, { etag: etagOf(JSON.stringify(item)) })
}

/** Strong: other bytes, another tag. */
function etagOf(body: string): string {
  return `"${hash('sha1', body, 'base64url')}"`
}

/** Ids are whole numbers from 1; whatever else is in the path is the id of nothing. */
function idOf(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : notFound()
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
    if (!(error instanceof TakenError)) throw error
    throw new HttpError(409, 'A value is taken', {}, [{ field: error.field, message: 'is taken by another item' }])
  }
}
