import { chooseType } from '../http/choose-type.ts'
import type { Context } from '../http/context.ts'
import { createExport } from './export.ts'
import { createExportFormats } from './export-formats.ts'
import type { Fields } from './fields.ts'
import { createListReader } from './list-query.ts'
import { type Page, readPage } from './page.ts'
import { sendStored } from './send-item.ts'
import type { Filter, Store, Stored } from './store.ts'

const types = ['application/json', 'application/x-ndjson', 'text/csv'] as const

/** The list of a resource at `path`, without the path of a proxy in front; `within`: filters that are part of it. */
export interface Lists {
  /** The page that the query asks for. */
  read(ctx: Context, path: string, within?: readonly Filter[]): Promise<Page>
  /** Responds with that page, or with all items in the format that the client prefers to JSON. */
  send(ctx: Context, path: string, within?: readonly Filter[]): Promise<void>
}

export function createLists<Item extends Stored>(store: Store<Item>, fields: Fields<Item>): Lists {
  const readQuery = createListReader(fields)
  const formats = createExportFormats(fields)
  const sendExport = createExport(store, fields)

  function queryOf({ target: { query }, res }: Context, within: readonly Filter[], isExport: boolean) {
    const request = readQuery(query, res, isExport)
    return within.length === 0 ? request : { ...request, filters: [...request.filters, ...within] }
  }

  function read(ctx: Context, path: string, within: readonly Filter[] = []): Promise<Page> {
    return readPage(store, ctx.basePath + path, ctx.target.query, queryOf(ctx, within, false))
  }

  return {
    read,
    async send(ctx, path, within = []) {
      ctx.res.defaultHeaders.push(['Vary', 'Accept'])
      const type = chooseType(ctx.req, types)
      if (type !== 'application/json') {
        await sendExport(ctx, formats[type], queryOf(ctx, within, true))
        return
      }
      const { body, links } = await read(ctx, path, within)
      sendStored(ctx, body, links === '' ? {} : { Link: links })
    },
  }
}
