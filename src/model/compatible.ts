import { featureOf, type Pack, requirementsOf } from './pack.ts'

export interface NodeVersion {
  readonly major: number
  readonly minor: number
}

/** Reads `24` and `22.13`. */
export function parseNode(text: string): NodeVersion {
  const [major = 0, minor = 0] = text.split('.').map(Number)
  return { major, minor }
}

/** A feature that needs a newer Node than `node`, among these and what they require. */
export function tooNewFor(pack: Pack, ids: readonly string[], node: number): string | undefined {
  return withRequirements(pack, ids).find((id) => {
    const needed = featureOf(pack, id).manifest.node
    return needed !== undefined && parseNode(needed).major > node
  })
}

/** Two features that exclude each other, among these and what they require. */
export function rivalsAmong(pack: Pack, ids: readonly string[]): readonly [string, string] | undefined {
  // Most features exclude none, and the matrix asks for many thousands of sets.
  if (pack.features.every(({ manifest }) => manifest.conflicts === undefined)) return undefined
  const all = withRequirements(pack, ids)
  for (const [index, one] of all.entries()) {
    const other = all.slice(index + 1).find((id) => exclude(pack, one, id))
    if (other !== undefined) return [one, other]
  }
  return undefined
}

/** As many of these features as a project can have on that Node: of two that exclude each other, the first. */
export function compatible(pack: Pack, ids: readonly string[], node: number): readonly string[] {
  const kept: string[] = []
  for (const id of ids) {
    if (tooNewFor(pack, [id], node) === undefined && rivalsAmong(pack, [...kept, id]) === undefined) kept.push(id)
  }
  return kept
}

function exclude(pack: Pack, one: string, other: string): boolean {
  const conflicts = (id: string) => featureOf(pack, id).manifest.conflicts ?? []
  return conflicts(one).includes(other) || conflicts(other).includes(one)
}

function withRequirements(pack: Pack, ids: readonly string[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => [id, ...requirementsOf(pack, id)]))]
}
