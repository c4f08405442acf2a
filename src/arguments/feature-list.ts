import { rivalsAmong } from '../model/compatible.ts'
import type { FeatureManifest, OptionManifest } from '../model/manifest.ts'
import { defaultText, optionsOf, type Provider } from '../model/options.ts'
import { choosable, featuresIn, type Pack, presetsWith } from '../model/pack.ts'
import { type SettingRow, settingRow } from '../model/setting.ts'
import { listOf } from './layout.ts'

/** What `features` prints: everything there is to choose from, at most `width` columns wide. */
export function featureList(pack: Pack, width: number): string {
  const features = describeFeatures(pack)
  const options = features.flatMap((feature) => feature.options.map((option) => optionItem(feature, option)))
  const sections: [string, readonly (readonly [string, string])[]][] = [
    ['Features:', features.map((feature) => [feature.id, aboutFeature(feature)])],
    ['Options:', options],
    ['Presets:', describePresets(pack).map((preset) => [presetTerm(preset), aboutPreset(preset)])],
  ]
  const filled = sections.filter(([, items]) => items.length > 0)
  return filled.map(([heading, items]) => listOf(heading, items, width)).join('\n')
}

/** The same as one JSON document. */
export function featureDocument(pack: Pack): string {
  const { version } = pack
  return `${JSON.stringify({ version, features: describeFeatures(pack), presets: describePresets(pack) }, null, 2)}\n`
}

interface OptionEntry extends Omit<OptionManifest, 'default'> {
  readonly name: string
  readonly flag: string
  /** In words, where it depends on the Node. */
  readonly default: string
  readonly providers?: readonly ProviderEntry[]
}

interface ProviderEntry extends Pick<FeatureManifest, 'title' | 'hint' | 'node' | 'defaultFrom'> {
  readonly name: string
}

interface FeatureEntry extends Pick<FeatureManifest, 'title' | 'hint'> {
  readonly id: string
  readonly flag: string
  readonly requires: readonly string[]
  readonly presets: readonly string[]
  readonly conflicts: readonly string[]
  /** The lowest Node, where not every one will do. */
  readonly node?: string
  readonly options: readonly OptionEntry[]
  /** Specifications that serve where none are given; only of the feature that takes resources. */
  readonly resources?: readonly string[]
  readonly settings: readonly SettingRow[]
}

interface PresetEntry {
  readonly name: string
  readonly hint: string
  readonly default: boolean
  readonly features: readonly string[]
}

function describeFeatures(pack: Pack): readonly FeatureEntry[] {
  const features = [...choosable(pack)].sort((a, b) => (a.id < b.id ? -1 : 1))
  const ids = features.map(({ id }) => id)
  return features.map(({ id, manifest }) => ({
    id,
    title: manifest.title,
    hint: manifest.hint,
    flag: `--${id}`,
    requires: (manifest.requires ?? []).filter((other) => ids.includes(other)),
    presets: presetsWith(pack, id),
    conflicts: features.filter((other) => rivalsAmong(pack, [id, other.id])?.includes(id)).map((other) => other.id),
    ...(manifest.node === undefined ? {} : { node: manifest.node }),
    options: optionEntries(pack, id),
    ...(manifest.resources === undefined ? {} : { resources: manifest.resources.default }),
    settings: (manifest.settings ?? []).map(settingRow),
  }))
}

function describePresets(pack: Pack): readonly PresetEntry[] {
  return Object.entries(pack.presets).map(([name, preset]) => ({
    name,
    hint: preset.hint,
    default: preset.default === true,
    features: featuresIn(pack, name)
      .map(({ id }) => id)
      .sort(),
  }))
}

function optionEntries(pack: Pack, id: string): readonly OptionEntry[] {
  return optionsOf(pack, id).map(({ feature: _, key, providers, ...option }) => ({
    name: key,
    ...option,
    flag: `--${option.flag}`,
    default: defaultText({ ...option, key, feature: id, ...(providers && { providers }) }),
    ...(providers && { providers: providers.map(providerEntry) }),
  }))
}

function providerEntry({ name, feature: { manifest } }: Provider): ProviderEntry {
  const { title, hint, node, defaultFrom } = manifest
  return { name, title, hint, ...(node && { node }), ...(defaultFrom && { defaultFrom }) }
}

function aboutFeature({ hint, requires, presets, conflicts, node, resources, settings }: FeatureEntry): string {
  const more = [
    ...(requires.length === 0 ? [] : [`requires ${requires.join(', ')}`]),
    ...(node === undefined ? [] : [`needs Node ${node}`]),
    ...(conflicts.length === 0 ? [] : [`excludes ${conflicts.join(', ')}`]),
    presets.length === 0 ? 'in no preset' : `in ${presets.join(', ')}`,
    ...(resources === undefined ? [] : [`"${resources.join('", "')}" where none is given`]),
    ...(settings.length > 0 ? [`settings ${settings.map(({ name }) => name).join(', ')}`] : []),
  ]
  return `${hint}\n${more.join('; ')}`
}

function optionItem({ id }: FeatureEntry, option: OptionEntry): readonly [string, string] {
  const choices = option.choices === undefined ? '' : `: ${option.choices.join(', ')}`
  const usual = option.default === '' ? '' : ` (${option.default})`
  return [option.flag, `of ${id}, ${option.hint}${choices}${usual}`]
}

function presetTerm({ name, default: usual }: PresetEntry): string {
  return usual ? `${name} (default)` : name
}

function aboutPreset({ hint, features }: PresetEntry): string {
  return `${hint}: ${features.join(', ') || 'no feature'}`
}
