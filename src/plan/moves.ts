/**
 * Files that are made under another path than before, by their old path. `origins` name what a file is made of, where
 * both renderings know; else a file is moved to the one most like it, where that is beyond doubt.
 */
export function movesBetween(
  base: ReadonlyMap<string, string>,
  next: ReadonlyMap<string, string>,
  origins: { readonly base: ReadonlyMap<string, string>; readonly next: ReadonlyMap<string, string> } | undefined,
): ReadonlyMap<string, string> {
  const gone = [...base.keys()].filter((path) => !next.has(path))
  const come = [...next.keys()].filter((path) => !base.has(path))
  if (origins !== undefined) {
    const places = new Map(come.map((path) => [origins.next.get(path), path]))
    return new Map(
      gone.flatMap((path) => {
        const place = places.get(origins.base.get(path))
        return place === undefined ? [] : [[path, place] as const]
      }),
    )
  }
  return likeliest(gone, come, (from, to) => likeness(base.get(from) ?? '', next.get(to) ?? ''))
}

const leastLikeness = 0.6

/** Each file with the one most like it, the likeliest pairs first. */
function likeliest(
  gone: readonly string[],
  come: readonly string[],
  likenessOf: (from: string, to: string) => number,
): ReadonlyMap<string, string> {
  const pairs = gone.flatMap((from) => come.map((to) => ({ from, to, likeness: likenessOf(from, to) })))
  const moves = new Map<string, string>()
  const taken = new Set<string>()
  for (const { from, to, likeness } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness < leastLikeness || moves.has(from) || taken.has(to)) continue
    moves.set(from, to)
    taken.add(to)
  }
  return moves
}

/** The share of lines that two texts have in common, blank ones aside. */
function likeness(one: string, other: string): number {
  const [lines, others] = [one, other].map((text) => text.split('\n').filter((line) => line.trim() !== ''))
  if (lines === undefined || others === undefined || lines.length + others.length === 0) return 0
  const left = new Map<string, number>()
  for (const line of lines) left.set(line, (left.get(line) ?? 0) + 1)
  const common = others.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count > 0
  })
  return (2 * common.length) / (lines.length + others.length)
}
