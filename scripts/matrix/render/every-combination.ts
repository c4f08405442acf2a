import { type NodeMajor, nodeMajors } from '../../../src/model/answers.ts'
import { rivalsAmong, tooNewFor } from '../../../src/model/compatible.ts'
import { choosable, type Pack } from '../../../src/model/pack.ts'
import { type Combination, distinct, withEachProvider } from '../../../test/support/combinations.ts'
import { answersOn } from '../../../test/support/real-pack.ts'

/**
 * Every set of features that the manifests allow on that Node: each that holds what its features require, and no two that
 * exclude each other; with each provider. Smallest first. `wanted`: those that hold these features.
 */
export function everyCombination(pack: Pack, node: NodeMajor, wanted: readonly string[] = []): readonly Combination[] {
  const answersFor = answersOn(pack, node)
  return everySet(pack, node)
    .filter((features) => wanted.every((id) => features.includes(id)))
    .map((features) => [...features].sort())
    .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
    .map((features) => ({
      name: features.join(' + ') || 'nothing',
      answers: answersFor(features),
      flags: ['--features', features.join(), '--node', String(node)],
    }))
    .flatMap((combination) => withEachProvider(pack, combination))
}

/** Every combination that is allowed on some Node, each on the oldest; `wanted`: those that hold these features. */
export function everyCombinationOnce(pack: Pack, wanted: readonly string[] = []): readonly Combination[] {
  return distinct(nodeMajors.flatMap((node) => everyCombination(pack, node, wanted)))
}

/** Features come behind what they require, so a set is whole when each finds that already in it. */
function everySet(pack: Pack, node: NodeMajor): readonly (readonly string[])[] {
  const features = choosable(pack).filter(({ id }) => tooNewFor(pack, [id], node) === undefined)
  const ids = new Set(choosable(pack).map(({ id }) => id))
  const excludes = (one: string, other: string) => rivalsAmong(pack, [one, other]) !== undefined
  const sets: (readonly string[])[] = [[]]
  for (const { id, manifest } of features) {
    const required = (manifest.requires ?? []).filter((other) => ids.has(other))
    const rivals = features.map((other) => other.id).filter((other) => other !== id && excludes(id, other))
    const larger = sets.filter(
      (set) => required.every((other) => set.includes(other)) && !rivals.some((other) => set.includes(other)),
    )
    sets.push(...larger.map((set) => [...set, id]))
  }
  return sets
}
