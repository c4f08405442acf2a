import { median } from './median.ts'

/** What was measured of each subject, by its name, once a round. */
export type Round<Key extends string> = Readonly<Record<string, Readonly<Record<Key, number>>>>

/** One subject, over all rounds. */
export interface Comparison<Key extends string> {
  readonly name: string
  readonly medians: Readonly<Record<Key, number>>
  /** The median of the ratios to the base within the same round; the base has 1. */
  readonly timesBase: Readonly<Record<Key, number>>
}

/**
 * Measures subjects in turn (A B C, A B C, ...): what slows the machine for a while then slows all of them, and the ratio
 * within a round stays.
 */
export async function inTurn<Subject extends { readonly name: string }, Key extends string>(
  subjects: readonly Subject[],
  rounds: number,
  measure: (subject: Subject) => Promise<Readonly<Record<Key, number>>>,
): Promise<readonly Round<Key>[]> {
  const results: Round<Key>[] = []
  for (let round = 0; round < rounds; round++) {
    const samples: Record<string, Readonly<Record<Key, number>>> = {}
    for (const subject of subjects) samples[subject.name] = await measure(subject)
    results.push(samples)
  }
  return results
}

/** Compares the subjects of rounds with one of them. */
export function compare<Key extends string>(rounds: readonly Round<Key>[], base: string): readonly Comparison<Key>[] {
  const names = Object.keys(rounds[0] ?? {})
  return names.map((name) => {
    const keys = Object.keys(rounds[0]?.[name] ?? {}) as Key[]
    const values = (key: Key, subject: string) => rounds.map((round) => round[subject]?.[key] ?? Number.NaN)
    const ratios = (key: Key) => values(key, name).map((value, at) => value / (values(key, base)[at] ?? Number.NaN))
    return {
      name,
      medians: collect(keys, (key) => median(values(key, name))),
      timesBase: collect(keys, (key) => median(ratios(key))),
    }
  })
}

function collect<Key extends string>(keys: readonly Key[], value: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, number>
}
