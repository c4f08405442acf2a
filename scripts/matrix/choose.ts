import { type NodeMajor, nodeMajors } from '../../src/model/answers.ts'
import type { Pack } from '../../src/model/pack.ts'
import { type Combination, choicesIn, combinations, keyOf, singles } from '../../test/support/combinations.ts'
import { covering } from '../../test/support/covering.ts'

/** Every three choices in each way that they can meet, no feature, each alone, each preset, all of them, and a sample. */
export function chooseStarted(
  pack: Pack,
  all: readonly Combination[],
  { sample, seed }: { readonly sample: number; readonly seed: number },
): ReadonlySet<Combination> {
  const single = keysOf((node) => singles(pack, node))
  return new Set([
    ...covering(all, choicesIn(pack), 3),
    ...all.filter((combination) => single.has(keyOf(combination))),
    ...sampleOf(all, sample, seed),
  ])
}

/** Those of which the own tests are run: every two features, each alone, each preset, none and all; with each provider. */
export function choosePairs(pack: Pack, all: readonly Combination[]): ReadonlySet<Combination> {
  const pairs = keysOf((node) => combinations(pack, node))
  return new Set(all.filter((combination) => pairs.has(keyOf(combination))))
}

function keysOf(listFor: (node: NodeMajor) => readonly Combination[]): ReadonlySet<string> {
  return new Set(nodeMajors.flatMap((node) => listFor(node).map(keyOf)))
}

/** So many of a list, the same ones for the same seed. */
export function sampleOf<Item>(list: readonly Item[], count: number, seed: number): readonly Item[] {
  const random = randomNumbers(seed)
  return list
    .map((item) => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, count)
    .map(({ item }) => item)
}

/** Numbers from 0 to 1 by the algorithm mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
