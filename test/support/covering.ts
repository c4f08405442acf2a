import type { Combination } from './combinations.ts'

/**
 * Few of many combinations, yet every three features are met on and off in each way that any combination has them:
 * faults lie in how two or three meet. Greedy, so not the fewest there could be; always the same ones.
 */
export function covering(all: readonly Combination[], ids: readonly string[]): readonly Combination[] {
  const left = all.map((combination) => ({ combination, meetings: meetingsIn(combination, ids) }))
  const open = new Set(left.flatMap(({ meetings }) => meetings))
  const chosen: Combination[] = []
  while (open.size > 0) {
    const news = left.map(({ meetings }) => meetings.filter((meeting) => open.has(meeting)).length)
    const best = left[news.indexOf(Math.max(...news))]
    if (best === undefined) break
    for (const meeting of best.meetings) open.delete(meeting)
    chosen.push(best.combination)
  }
  return chosen
}

/** A number for each three features and how they are chosen. */
function meetingsIn({ answers }: Combination, ids: readonly string[]): readonly number[] {
  const count = ids.length
  const states = ids.map((id) => Number(answers.features.includes(id)))
  const found: number[] = []
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      for (let c = b + 1; c < count; c++) {
        const state = (states[a] ?? 0) * 4 + (states[b] ?? 0) * 2 + (states[c] ?? 0)
        found.push(((a * count + b) * count + c) * 8 + state)
      }
    }
  }
  return found
}
