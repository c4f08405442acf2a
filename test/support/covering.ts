import type { Combination } from './combinations.ts'

/**
 * Few of many combinations, yet every so many features (`meeting`: 2 or 3) are met on and off in each way that any
 * combination has them: faults lie in how two or three meet. Greedy, so not the fewest there could be; always the same
 * ones.
 */
export function covering(all: readonly Combination[], ids: readonly string[], meeting: 2 | 3): readonly Combination[] {
  const groups = groupsOf(ids.length, meeting)
  const left = all.map((combination) => ({ combination, meetings: meetingsIn(combination, ids, groups) }))
  const open = new Set(left.flatMap(({ meetings }) => meetings))
  const chosen: Combination[] = []
  while (open.size > 0) {
    const news = left.map(({ meetings }) => meetings.filter((found) => open.has(found)).length)
    const best = left[news.indexOf(Math.max(...news))]
    if (best === undefined) break
    for (const found of best.meetings) open.delete(found)
    chosen.push(best.combination)
  }
  return chosen
}

/** Every way to take so many of `count` places. */
function groupsOf(count: number, size: number, from = 0): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  const places = Array.from({ length: Math.max(0, count - from) }, (_, index) => from + index)
  return places.flatMap((place) => groupsOf(count, size - 1, place + 1).map((others) => [place, ...others]))
}

/** A number for each group of features and how they are chosen. */
function meetingsIn(
  { answers }: Combination,
  ids: readonly string[],
  groups: readonly (readonly number[])[],
): readonly number[] {
  const states = ids.map((id) => Number(answers.features.includes(id)))
  return groups.map((group, index) => index * 8 + group.reduce((state, place) => state * 2 + (states[place] ?? 0), 0))
}
