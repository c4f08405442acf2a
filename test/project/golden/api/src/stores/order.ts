import type { Scalar } from '../crud/fields.ts'
import type { ListQuery } from '../crud/store.ts'

/** The values of an item by field, datetimes as their instants. */
export type Orders = Readonly<Record<string, Scalar | undefined>>

/** Orders items as a list does: those without the field come last in ascending order, and ties by ascending id. */
export function compareBy(sort: ListQuery['sort']): (a: Orders, b: Orders) => number {
  const field = sort?.field ?? 'id'
  const direction = sort?.descending ? -1 : 1
  const byId = (a: Orders, b: Orders) => Number(a['id']) - Number(b['id'])
  return (a, b) => {
    const [first, second] = [a[field], b[field]]
    if (first === second) return byId(a, b)
    if (first === undefined) return direction
    if (second === undefined) return -direction
    return isLess(first, second) ? -direction : direction
  }
}

function isLess(a: Scalar, b: Scalar): boolean {
  return typeof a === 'string' && typeof b === 'string' ? compareTexts(a, b) < 0 : a < b
}

/** By code points, as databases compare UTF-8. `<` compares UTF-16 units, in which U+1F4A5 comes before U+FFFD. */
function compareTexts(a: string, b: string): number {
  const index = firstDifference(a, b)
  return index === Math.min(a.length, b.length)
    ? a.length - b.length
    : rankOf(a.charCodeAt(index)) - rankOf(b.charCodeAt(index))
}

/** By halves: slices are compared by the engine, far faster than a loop over the characters of long texts. */
function firstDifference(a: string, b: string): number {
  let [same, end] = [0, Math.min(a.length, b.length)]
  while (same < end) {
    const middle = Math.ceil((same + end) / 2)
    if (a.slice(same, middle) === b.slice(same, middle)) same = middle
    else end = middle - 1
  }
  return same
}

/** Surrogates are the halves of code points beyond all that have one unit. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
