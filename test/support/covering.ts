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
  const covered = new Uint8Array(groups.length * mostChoices ** strength)
  const gainOf = (index: number) => {
    let gain = 0
    for (let at = 0; at < groups.length; at += 1) gain += 1 - (covered[wayOf(numbers[index], groups[at], at)] ?? 0)
    return gain
  }
  // What an item gains only falls while others are chosen, so most need not be counted again. Lists by the last count.
  const byGain: number[][] = Array.from({ length: groups.length + 1 }, () => [])
  byGain[groups.length] = [...all.keys()]
  const chosen: Item[] = []
  for (let gain = groups.length; gain > 0; gain -= 1) {
    const queue = (byGain[gain] ?? []).sort((one, other) => one - other)
    for (const index of queue) {
      const current = gainOf(index)
      if (current < gain) byGain[current]?.push(index)
      else {
        chosen.push(all[index] as Item)
        for (const [at, group] of groups.entries()) covered[wayOf(numbers[index], group, at)] = 1
      }
    }
  }
  return chosen
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
function wayOf(chosen: readonly number[] = [], group: readonly number[] = [], index: number): number {
  let way = index
  for (const place of group) way = way * mostChoices + (chosen[place] ?? 0)
  return way
}
