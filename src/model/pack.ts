import type { FeatureManifest, PresetManifest } from './manifest.ts'

/**
 * A template file: `path` is where it lives (for messages), `target` the output path, `text` its source, which the
 * published pack leaves out: its templates are compiled. `firstLine`: where the text begins, of a section of a file.
 */
export interface TemplateFile {
  readonly path: string
  readonly target: string
  readonly text?: string
  readonly firstLine?: number
}

/** Lines that a feature adds to a slot of a shared file. */
export interface Fragment extends TemplateFile {
  readonly slot: string
}

/** One folder of templates, read whole. `files` and `fragments` are sorted by path. */
export interface Feature {
  readonly id: string
  readonly manifest: FeatureManifest
  readonly files: readonly TemplateFile[]
  readonly fragments: readonly Fragment[]
  /** The manifest as it is written, which the published pack leaves out: for the places of its values. */
  readonly text?: string
  /** Where it lives, for messages: `templates/features/cors`. */
  readonly folder: string
  /** It comes from a folder of somebody's own. */
  readonly foreign?: true
}

/**
 * Everything there is to choose from, as plain data: features in the order in which their fragments stand
 * (dependencies and `after` first, then by id).
 */
export interface Pack {
  readonly version: string
  readonly features: readonly Feature[]
  readonly presets: Readonly<Record<string, PresetManifest>>
  /** The folders that features of somebody's own came from, as they were named. */
  readonly folders?: readonly string[]
}

/** The features a user can choose, in the pack's order. */
export function choosable(pack: Pack): readonly Feature[] {
  return pack.features.filter(({ manifest }) => manifest.automatic === undefined && manifest.provides === undefined)
}

/** The feature of that id. Throws a RangeError for an id that was never checked. */
export function featureOf(pack: Pack, id: string): Feature {
  const feature = pack.features.find((candidate) => candidate.id === id)
  if (feature === undefined) throw new RangeError(`no feature "${id}"`)
  return feature
}

/** The source of a template. Throws a RangeError for one of the published pack. */
export function sourceOf({ path, text }: TemplateFile): string {
  if (text === undefined) throw new RangeError(`${path} is compiled, its source is not at hand`)
  return text
}

/** The line of its file that names what a template writes to: the tag of a section, otherwise the first. */
export function headLine({ firstLine = 2 }: TemplateFile): number {
  return firstLine - 1
}

/** The feature that takes resources, if the pack has one. */
export function resourceFeature(pack: Pack): Feature | undefined {
  return choosable(pack).find(({ manifest }) => manifest.resources !== undefined)
}

/** The ids of what a feature requires, and of what that requires in turn. */
export function requirementsOf(pack: Pack, id: string): ReadonlySet<string> {
  const required = new Set(featureOf(pack, id).manifest.requires)
  for (const other of required) {
    for (const further of featureOf(pack, other).manifest.requires ?? []) required.add(further)
  }
  return required
}

/** The features of a preset, in the pack's order. */
export function featuresIn(pack: Pack, preset: string): readonly Feature[] {
  const everything = pack.presets[preset]?.everything === true
  return choosable(pack).filter(({ manifest: { presets } }) =>
    everything ? presets?.length !== 0 : presets?.includes(preset),
  )
}

/** Names that a resource cannot have, since the code of a feature uses them. */
export function reservedNames(pack: Pack): readonly string[] {
  return pack.features.flatMap(({ manifest }) => manifest.reserved ?? [])
}

/** The names of the presets that a feature is in. */
export function presetsWith(pack: Pack, id: string): readonly string[] {
  return Object.keys(pack.presets).filter((preset) => featuresIn(pack, preset).some((feature) => feature.id === id))
}

/** The name of the preset that is taken where none is named. */
export function defaultPreset({ presets }: Pack): string {
  const name = Object.keys(presets).find((preset) => presets[preset]?.default)
  if (name === undefined) throw new RangeError('no preset is the default')
  return name
}

/** How messages name a folder of features: `own` for `own/`. */
export function shownFolder(folder: string): string {
  return folder.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '')
}

/** `templates/features/cors/feature.json`, for messages. */
export function manifestPath({ folder }: Pick<Feature, 'folder'>): string {
  return `${folder}/feature.json`
}
