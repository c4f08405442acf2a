import { HttpError } from '../http/errors.ts'

/** Ids are whole numbers from 1. Nothing else in a path is the id of an item. */
export function idOf({ params }: { readonly params: { readonly id: string } }): number {
  return /^[1-9]\d{0,14}$/.test(params.id) ? Number(params.id) : notFound()
}

export function exists<Item>(item: Item | undefined): Item {
  return item ?? notFound()
}

export function notFound(): never {
  throw new HttpError(404, 'There is no item with this id')
}
