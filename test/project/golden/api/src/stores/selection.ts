/** The first few of many, in an order; the others are not sorted and not kept. */
export interface Selection<Value> {
  add(value: Value): void
  /** Of what comes after this one nothing is needed. Undefined: there are not enough yet. */
  last(): Value | undefined
  /** Takes the selected out, the last of them first, up to the one at `offset`. */
  takeFrom(offset: number): Generator<Value, void>
}

/** Selects the first `count` by a binary heap, at whose root is the last of them: each step costs log `count`. */
export function createSelection<Value>(count: number, compare: (a: Value, b: Value) => number): Selection<Value> {
  const heap: Value[] = []
  const at = (index: number) => heap[index] as Value

  return {
    add(value) {
      if (heap.length < count) rise(heap.length, value)
      else if (compare(value, at(0)) < 0) replaceRoot(value)
    },
    last: () => (heap.length === count ? heap[0] : undefined),
    takeFrom: (offset) => takeOut(heap, offset, replaceRoot),
  }

  /** Puts a value into a free place, and before all that it follows. */
  function rise(index: number, value: Value): void {
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (compare(value, at(parent)) <= 0) break
      heap[index] = at(parent)
      index = parent
    }
    heap[index] = value
  }

  /** The free place goes down to the end first: most values belong there, and comparing may be expensive. */
  function replaceRoot(value: Value): void {
    let index = 0
    for (let child = 1; child < heap.length; child = 2 * index + 1) {
      if (child + 1 < heap.length && compare(at(child + 1), at(child)) > 0) child += 1
      heap[index] = at(child)
      index = child
    }
    rise(index, value)
  }
}

// Not in createSelection(): for each generator function that is called V8 makes an object in its old generation. One
// made for a request would keep all of the request until the next full collection.
function* takeOut<Value>(heap: Value[], offset: number, replaceRoot: (value: Value) => void): Generator<Value, void> {
  while (heap.length > offset) {
    const root = heap[0] as Value
    const moved = heap.pop() as Value
    if (heap.length > 0) replaceRoot(moved)
    yield root
  }
}
