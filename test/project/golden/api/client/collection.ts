import type { Send } from './send.ts'

/** An item as it was read. A change of it in place of an id is refused where the item has another version by then. */
export interface Version<Item> {
  readonly item: Item
  readonly etag: string
}

export type Which<Item> = number | Version<Item>

/** An item to be sent. `Given`: the fields that may be left out, though every item has them. */
export type New<Item, Given> = Omit<Item, 'id' | Extract<Given, keyof Item>> &
  Partial<Pick<Item, Extract<Given, keyof Item>>>

/** Some fields of an item; null removes an optional one. */
export type Changes<Item> = {
  readonly [Name in Exclude<keyof Item, 'id'>]?: Item[Name] extends infer Value
    ? Exclude<Value, undefined> | (undefined extends Value ? null : never)
    : never
}

type Field<Item> = Extract<Exclude<keyof Item, 'id'>, string>

/** Filters by field, bounds such as `minPrice`, the order, and how many items are read at a time. */
export type Query<Item> = { readonly [Name in Field<Item>]?: Exclude<Item[Name], undefined> } & {
  readonly [Name in Field<Item> as `${'min' | 'max'}${Capitalize<Name>}`]?: Exclude<Item[Name], undefined>
} & { readonly sort?: `${'' | '-'}${Field<Item> | 'id'}`; readonly limit?: number }

export interface CollectionClient<Item, Given = never> {
  /** Every item that matches, read a page at a time. */
  list(query?: Query<Item>): AsyncGenerator<Item, void>
  create(item: New<Item, Given>): Promise<Version<Item>>
  read(id: number): Promise<Version<Item>>
  replace(which: Which<Item>, item: New<Item, Given>): Promise<Version<Item>>
  update(which: Which<Item>, changes: Changes<Item>): Promise<Version<Item>>
  delete(which: Which<Item>): Promise<void>
}

/** `path`: of the collection, such as `/api/todos`. */
export function createCollection<Item extends { readonly id: number }, Given>(
  send: Send,
  path: string,
): CollectionClient<Item, Given> {
  async function request(method: string, which: Which<Item>, body?: unknown): Promise<Response> {
    if (typeof which === 'number') return send(method, `${path}/${which}`, body)
    return send(method, `${path}/${which.item.id}`, body, which.etag)
  }

  return {
    async *list(query = {}) {
      const asked = Object.entries(query).map(([name, value]) => [name, String(value)])
      for (let place: Place | undefined = {}; place; ) {
        const parameters = new URLSearchParams({ ...Object.fromEntries(asked), ...place })
        const page = (await (await send('GET', `${path}?${parameters}`)).json()) as Page<Item>
        yield* page.data
        place = placeAfter(page)
      }
    },
    create: async (item) => versionOf(await send('POST', path, item)),
    read: async (id) => versionOf(await request('GET', id)),
    replace: async (which, item) => versionOf(await request('PUT', which, item)),
    update: async (which, changes) => versionOf(await request('PATCH', which, changes)),
    delete: async (which) => void (await request('DELETE', which)),
  }
}

async function versionOf<Item>(res: Response): Promise<Version<Item>> {
  return { item: (await res.json()) as Item, etag: res.headers.get('etag') ?? '' }
}

interface Page<Item> {
  readonly data: readonly Item[]
  readonly page: number
  readonly limit: number
  readonly total: number
}

/** The parameters by which a page is asked for. */
type Place = Readonly<Record<string, string>>

/** The page after this one; undefined after the last. A page may have a smaller limit than it was asked with. */
function placeAfter({ page, limit, total }: Page<unknown>): Place | undefined {
  return page * limit < total ? { page: String(page + 1), limit: String(limit) } : undefined
}
