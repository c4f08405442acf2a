/** The first few, in an order, of the many that are added. */
export interface FirstFew<Value> {
  add(values: readonly Value[]): void
  /** Of what comes after this one nothing is needed. Undefined: there are not enough yet. */
  last(): Value | undefined
  all(): readonly Value[]
}

export function createFirstFew<Value>(count: number, compare: (a: Value, b: Value) => number): FirstFew<Value> {
  let first: Value[] = []
  let added: Value[] = []

  function merge(): void {
    first = [...first, ...added].sort(compare).slice(0, count)
    added = []
  }

  return {
    add(values) {
      added.push(...values)
      // Not for every few: to sort thousands takes longer than to read a slice.
      if (2 * added.length > count) merge()
    },
    last: () => (first.length === count ? first.at(-1) : undefined),
    all() {
      merge()
      return first
    },
  }
}
