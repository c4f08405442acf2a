/**
 * Few of many items, yet every `strength` of their choices meet in each way that any item has them: errors lie in how two
 * or three choices meet. `choicesOf`: what an item has chosen of each thing, in the same order for all of them. Greedy, so
 * not the fewest there could be; always the same ones.
 */
export function covering<Item>(
  all: readonly Item[],
  choicesOf: (item: Item) => readonly (string | boolean)[],
  strength: 2 | 3,
): readonly Item[] {
  const numbers = numberChoices(all.map(choicesOf))
  const groups = groupsOf(numbers[0]?.length ?? 0, strength)
  const ways = numbers.map((chosen) => groups.map((group, index) => wayOf(chosen, group, index)))
  const covered = new Set<number>()
  const gainOf = (index: number) => (ways[index] ?? []).filter((way) => !covered.has(way)).length
  // What an item gains only falls while others are chosen, so most need not be counted again.
  const queue = all.map((item, index) => ({ item, index, gain: gainOf(index) }))
  queue.sort((one, other) => other.gain - one.gain || one.index - other.index)
  const chosen: Item[] = []
  for (let first = queue.shift(); first !== undefined && first.gain > 0; first = queue.shift()) {
    const gain = gainOf(first.index)
    if (gain === first.gain) {
      chosen.push(first.item)
      for (const way of ways[first.index] ?? []) covered.add(way)
    } else if (gain > 0) {
      first.gain = gain
      queue.splice(placeFor(queue, first), 0, first)
    }
  }
  return chosen
}

interface Candidate {
  readonly index: number
  readonly gain: number
}

/** Where a candidate belongs among others that are sorted, the greatest gain first. */
function placeFor(queue: readonly Candidate[], { gain, index }: Candidate): number {
  let low = 0
  let high = queue.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const other = queue[middle]
    if (other !== undefined && (other.gain > gain || (other.gain === gain && other.index < index))) low = middle + 1
    else high = middle
  }
  return low
}

/** Numbers what can be chosen of each thing, from 0. */
function numberChoices(all: readonly (readonly (string | boolean)[])[]): readonly (readonly number[])[] {
  const known: Map<string | boolean, number>[] = []
  return all.map((choices) =>
    choices.map((choice, place) => {
      known[place] ??= new Map()
      const numbers = known[place]
      const number = numbers.get(choice) ?? numbers.size
      numbers.set(choice, number)
      return number
    }),
  )
}

/** Every way to take so many of `count` places. */
function groupsOf(count: number, size: number, from = 0): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  const places = Array.from({ length: Math.max(0, count - from) }, (_, index) => from + index)
  return places.flatMap((place) => groupsOf(count, size - 1, place + 1).map((others) => [place, ...others]))
}

const mostChoices = 16

/** A number for the group at that index and what is chosen in it. */
function wayOf(chosen: readonly number[], group: readonly number[], index: number): number {
  return group.reduce((way, place) => way * mostChoices + (chosen[place] ?? 0), index)
}
