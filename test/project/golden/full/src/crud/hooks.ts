import { isDeepStrictEqual } from 'node:util'
import { HttpError } from '../http/errors.ts'
import type { Draft, Store, Stored } from './store.ts'

/** Steps of your own around each change of a resource: rules across fields, mails, counters. Both may be async. */
export interface Hooks<Item extends Stored> {
  /**
   * Before a change is stored; throw an HttpError to refuse it. `current`: the item as it is, undefined where one is
   * created. `draft`: what is to be stored, undefined where the item is deleted.
   */
  before?(change: { readonly current: Item | undefined; readonly draft: Draft<Item> | undefined }): unknown
  /** After a change is stored, before the response. What it throws is reported to the client, and undoes nothing. */
  after?(change: { readonly previous: Item | undefined; readonly item: Item | undefined }): unknown
}

const mostTries = 20

/** An item was changed by others while `before` waited. */
class StaleError extends Error {}

/**
 * A store whose changes have these steps. While `before` waits, the item may be changed by others: then it is called
 * again with the newer item, so that what is stored is always what it has seen.
 */
export function withHooks<Item extends Stored>(store: Store<Item>, hooks: Hooks<Item>): Store<Item> {
  return {
    list: (query) => store.list(query),
    scan: (query) => store.scan(query),
    get: (id) => store.get(id),

    async create(draft) {
      await hooks.before?.({ current: undefined, draft })
      const item = await store.create(draft)
      await hooks.after?.({ previous: undefined, item })
      return item
    },

    update: (id, change) =>
      untilCurrent(async () => {
        const current = await store.get(id)
        if (current === undefined) return undefined
        const draft = change(current)
        await hooks.before?.({ current, draft })
        const item = await store.update(id, (now) => {
          checkSame(now, current)
          return draft
        })
        if (item !== undefined) await hooks.after?.({ previous: current, item })
        return item
      }),

    delete: (id, check) =>
      untilCurrent(async () => {
        const current = await store.get(id)
        if (current === undefined) return false
        check(current)
        await hooks.before?.({ current, draft: undefined })
        const isDeleted = await store.delete(id, (now) => checkSame(now, current))
        if (isDeleted) await hooks.after?.({ previous: current, item: undefined })
        return isDeleted
      }),
  }
}

function checkSame(now: Stored, seen: Stored): void {
  if (!isDeepStrictEqual(now, seen)) throw new StaleError('the item was changed meanwhile')
}

async function untilCurrent<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StaleError)) throw error
    }
  }
  throw new HttpError(409, 'The item is changed by others all the time: try again')
}
