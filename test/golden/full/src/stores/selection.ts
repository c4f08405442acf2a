/** The first few of many, in an order; the others are not sorted and not kept. */
export interface Selection<Value> {
  add(value: Value): void
  /** Of what comes after this one nothing is needed. Undefined: there are not enough yet. */
  last(): Value | undefined
  /** Takes the selected out, in order, without the first `offset` of them. */
  takeFrom(offset: number): Value[]
}

/** Selects the first `count` by a binary heap, at whose root is the last of them: each step costs log `count`. */
export function createSelection<Value>(count: number, compare: (a: Value, b: Value) => number): Selection<Value> {
  const heap: Value[] = []
  const at = (index: number) => heap[index] as Value

  return {
    add(value) {
      if (heap.length < count) rise(value)
      else if (compare(value, at(0)) < 0) sink(value)
    },
    last: () => (heap.length === count ? heap[0] : undefined),
    takeFrom(offset) {
      const taken: Value[] = []
      while (heap.length > offset) {
        taken.push(at(0))
        const moved = heap.pop() as Value
        if (heap.length > 0) sink(moved)
      }
      return taken.reverse()
    },
  }

  /** Puts a value at the end of the heap, and before all that it follows. */
  function rise(value: Value): void {
    let index = heap.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (compare(value, at(parent)) <= 0) break
      heap[index] = at(parent)
      index = parent
    }
    heap[index] = value
  }

  /** Puts a value in place of the root, and after all that follow it. */
  function sink(value: Value): void {
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && compare(at(child + 1), at(child)) > 0) child += 1
      if (compare(value, at(child)) >= 0) break
      heap[index] = at(child)
      index = child
    }
    heap[index] = value
  }
}
