import type { Answers, NodeMajor } from '../../src/model/answers.ts'
import { compatible } from '../../src/model/compatible.ts'
import { providerChoices } from '../../src/model/options.ts'
import { choosable, type Pack } from '../../src/model/pack.ts'
import { answersFor, featuresOfPreset } from './real-pack.ts'

export interface Combination {
  /** `nothing`, `everything`, `preset api`, or its features: `cors + docs`. */
  readonly name: string
  readonly answers: Answers
  /** The flags that ask the command for it. */
  readonly flags: readonly string[]
}

/** No feature, each preset and everything. */
export function startingSets(pack: Pack, node: NodeMajor): readonly Combination[] {
  const presets = Object.keys(pack.presets).map((name) => ({
    name: `preset ${name}`,
    answers: answersFor(pack, compatible(pack, featuresOfPreset(pack, name), node), node),
    flags: ['--preset', name, '--node', String(node)],
  }))
  const all = compatible(
    pack,
    choosable(pack).map(({ id }) => id),
    node,
  )
  return distinct([...presets, combine(pack, 'nothing', [], node), combine(pack, 'everything', all, node)])
}

/**
 * The starting sets, each feature alone and every pair, all with what they require, as far as they can be together on that
 * Node; each set of features once.
 */
export function combinations(pack: Pack, node: NodeMajor): readonly Combination[] {
  const ids = choosable(pack).map(({ id }) => id)
  const pairs = ids
    .flatMap((one, index) => ids.slice(index).map((other) => [...new Set([one, other])].sort()))
    .filter((pair) => compatible(pack, pair, node).length === pair.length)
  const combined = pairs.map((pair) => combine(pack, pair.join(' + '), pair, node))
  return distinct([...startingSets(pack, node), ...combined].flatMap((one) => withEachProvider(pack, one)))
}

/** A combination, and the same with each provider that it could have in place of a default one. */
export function withEachProvider(pack: Pack, combination: Combination): readonly Combination[] {
  const { name, answers, flags } = combination
  const others = providerChoices(pack, answers).map((choice) => ({
    name: `${name}, ${choice.flag} ${choice.name}`,
    answers: { ...answers, options: choice.options },
    flags: [...flags, `--${choice.flag}`, choice.name],
  }))
  return [combination, ...others]
}

function combine(pack: Pack, name: string, features: readonly string[], node: NodeMajor): Combination {
  return {
    name,
    answers: answersFor(pack, features, node),
    flags: ['--features', features.join(), '--node', String(node)],
  }
}

/** The first of those that hold the same features and options. */
export function distinct(list: readonly Combination[]): readonly Combination[] {
  const first = new Map<string, Combination>()
  for (const combination of list) {
    const { features, options } = combination.answers
    const key = JSON.stringify([features, options])
    if (!first.has(key)) first.set(key, combination)
  }
  return [...first.values()]
}
