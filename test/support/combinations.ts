import type { Answers, NodeMajor } from '../../src/model/answers.ts'
import { compatible } from '../../src/model/compatible.ts'
import { chosenProviders, providerChoices } from '../../src/model/options.ts'
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

/** No feature, each preset, everything, and each feature alone with what it requires; with each provider. */
export function singles(pack: Pack, node: NodeMajor): readonly Combination[] {
  const alone = choosable(pack)
    .filter(({ id }) => compatible(pack, [id], node).length === 1)
    .map(({ id }) => combine(pack, id, [id], node))
  return distinct([...startingSets(pack, node), ...alone].flatMap((one) => withEachProvider(pack, one)))
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

/** What a combination has chosen: each feature or not, and a provider of each capability. */
export function choicesIn(pack: Pack): (combination: Combination) => readonly (string | boolean)[] {
  const ids = choosable(pack).map(({ id }) => id)
  const capabilities = [...new Set(pack.features.flatMap(({ manifest }) => manifest.provides ?? []))]
  return ({ answers }) => {
    const providers = new Map(chosenProviders(pack, answers.options).map(({ id, manifest }) => [manifest.provides, id]))
    return [
      ...ids.map((id) => answers.features.includes(id)),
      ...capabilities.map((capability) => providers.get(capability) ?? 'none'),
    ]
  }
}

/** Equal for combinations that have chosen the same. */
export function keyOf({ answers: { features, options } }: Combination): string {
  return JSON.stringify([features, options])
}

/** A combination, and the same with each choice of providers that it could have in place of the default ones. */
export function withEachProvider(pack: Pack, combination: Combination): readonly Combination[] {
  const found = new Map([[keyOf(combination), combination]])
  for (const { name, answers, flags } of found.values()) {
    for (const choice of providerChoices(pack, answers)) {
      const other = {
        name: `${name}, ${choice.flag} ${choice.name}`,
        answers: { ...answers, options: choice.options },
        flags: [...flags, `--${choice.flag}`, choice.name],
      }
      if (!found.has(keyOf(other))) found.set(keyOf(other), other)
    }
  }
  return [...found.values()]
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
    const key = keyOf(combination)
    if (!first.has(key)) first.set(key, combination)
  }
  return [...first.values()]
}
