import type { Answers } from './answers.ts'
import { rivalsAmong, tooNewFor } from './compatible.ts'
import type { OptionManifest } from './manifest.ts'
import { type Feature, featureOf, type Pack } from './pack.ts'

/** An option of a feature, with all that follows from the pack. */
export interface FeatureOption extends Omit<OptionManifest, 'default'> {
  readonly feature: string
  readonly key: string
  /** Without its dashes. */
  readonly flag: string
  /** The default on the newest Node. */
  readonly default: string
  /** Of a capability: the features that can provide it. */
  readonly providers?: readonly Provider[]
}

/** A feature that is in a project because it was chosen to provide a capability. */
export interface Provider {
  /** Its id, without the capability in front: `memory` of `store-memory`. */
  readonly name: string
  readonly feature: Feature
}

/** The options of a feature, in the order of its manifest. */
export function optionsOf(pack: Pack, id: string): readonly FeatureOption[] {
  return Object.entries(featureOf(pack, id).manifest.options ?? {}).map(([key, option]) => {
    if (option.type !== 'provider')
      return { ...option, default: option.default ?? '', feature: id, key, flag: `${id}-${key}` }
    const providers = providersOf(pack, key)
    const choices = providers.map(({ name }) => name)
    return { ...option, feature: id, key, flag: key, choices, providers, default: defaultProvider(providers) }
  })
}

/** What serves where nobody says: for a capability it depends on the Node. */
export function defaultFor({ providers, default: usual }: FeatureOption, node: number): string {
  return providers === undefined ? usual : defaultProvider(providers, node)
}

/** The default in words: `memory`, or `sqlite from Node 24 on, else memory`. */
export function defaultText({ providers, default: usual }: FeatureOption): string {
  if (providers === undefined) return usual
  const [first, ...older] = inDefaultOrder(providers).map(({ name, feature }, index, all) =>
    index === all.length - 1 ? name : `${name} from Node ${feature.manifest.defaultFrom} on`,
  )
  return older.length === 0 ? (first ?? '') : `${[first, ...older.slice(0, -1)].join(', ')}, else ${older.at(-1)}`
}

/** The providers that these options choose. */
export function chosenProviders(
  pack: Pack,
  options: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly Feature[] {
  return Object.entries(options).flatMap(([id, values]) =>
    pack.features.some((feature) => feature.id === id)
      ? optionsOf(pack, id).flatMap(({ key, providers = [] }) =>
          providers.filter(({ name }) => name === values[key]).map(({ feature }) => feature),
        )
      : [],
  )
}

/** The options of a project with each provider in them that it could have in place of another. */
export function providerChoices(
  pack: Pack,
  { features, options, node }: Pick<Answers, 'features' | 'options' | 'node'>,
): readonly {
  readonly provider: Feature
  readonly flag: string
  readonly name: string
  readonly options: Answers['options']
}[] {
  return features
    .flatMap((id) => optionsOf(pack, id))
    .flatMap(({ feature, key, flag, providers = [] }) =>
      providers
        .filter(({ name }) => options[feature]?.[key] !== name)
        .filter((provider) => tooNewFor(pack, [provider.feature.id], node) === undefined)
        .filter((provider) => rivalsAmong(pack, [...features, provider.feature.id]) === undefined)
        .map(({ name, feature: provider }) => ({
          provider,
          flag,
          name,
          options: { ...options, [feature]: { ...options[feature], [key]: name } },
        })),
    )
}

function providersOf(pack: Pack, capability: string): readonly Provider[] {
  return pack.features
    .filter(({ manifest }) => manifest.provides === capability)
    .map((feature) => ({ name: providerName(feature.id, capability), feature }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function providerName(id: string, capability: string): string {
  return id.startsWith(`${capability}-`) ? id.slice(capability.length + 1) : id
}

function defaultProvider(providers: readonly Provider[], node = Number.POSITIVE_INFINITY): string {
  return inDefaultOrder(providers).find(({ feature }) => (feature.manifest.defaultFrom ?? 0) <= node)?.name ?? ''
}

/** Those that are a default on some Node, for the newest Node first. */
function inDefaultOrder(providers: readonly Provider[]): readonly Provider[] {
  const from = ({ feature }: Provider) => feature.manifest.defaultFrom ?? 0
  return providers.filter((provider) => from(provider) > 0).sort((a, b) => from(b) - from(a))
}
