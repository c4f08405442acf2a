import type { NodeMajor } from '../../../src/model/answers.ts'
import { choosable, type Pack } from '../../../src/model/pack.ts'
import type { Combination } from '../../../test/support/combinations.ts'
import { answersFor } from '../../../test/support/real-pack.ts'

/** Every set of features that the manifests allow: each that holds what its features require. Smallest first. */
export function everyCombination(pack: Pack, node: NodeMajor): readonly Combination[] {
  return everySet(pack)
    .map((features) => [...features].sort())
    .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
    .map((features) => ({
      name: features.join(' + ') || 'nothing',
      answers: answersFor(pack, features, node),
      flags: ['--features', features.join()],
    }))
}

/** Features come behind what they require, so a set is whole when each finds that already in it. */
function everySet(pack: Pack): readonly (readonly string[])[] {
  const features = choosable(pack)
  const ids = new Set(features.map(({ id }) => id))
  const sets: (readonly string[])[] = [[]]
  for (const { id, manifest } of features) {
    const required = (manifest.requires ?? []).filter((other) => ids.has(other))
    const larger = sets.filter((set) => required.every((other) => set.includes(other)))
    sets.push(...larger.map((set) => [...set, id]))
  }
  return sets
}
