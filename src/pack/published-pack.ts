import type { Feature, Fragment, Pack, TemplateFile } from '../model/pack.ts'

/** A pack as it is published: templates by what they write alone, since the rest follows from it. */
interface PublishedPack extends Omit<Pack, 'features'> {
  readonly features: readonly PublishedFeature[]
}

/** What the folders of our features have in front, as messages name them. */
const parent = 'templates/'

interface PublishedFeature extends Omit<Feature, 'files' | 'fragments' | 'text'> {
  readonly files: readonly string[]
  /** `src/app.ts/setup:2`: the file, then the slot, and the first line of its section. */
  readonly fragments: readonly string[]
}

/** Leaves out the texts, which are published compiled, and what editors alone read. */
export function publishedPack(pack: Pack): PublishedPack {
  return {
    ...pack,
    features: pack.features.map(({ text: _, folder, files, fragments, manifest, ...feature }) => ({
      ...feature,
      manifest: { ...manifest, $schema: undefined },
      folder: folder.slice(parent.length),
      files: files.map(({ target }) => target),
      fragments: fragments.map(({ target, slot, firstLine }) => `${target}/${slot}:${firstLine}`),
    })),
  }
}

/** A template as it is published. */
export interface PublishedTemplate {
  readonly text: string
  /** There is nothing to fill in. */
  readonly isFixed: boolean
}

// No template has these two.
const separator = '\0'
const fixedMark = '\u0001'

/** All templates as one text, which compresses better than JSON does. */
export function joinTemplates(templates: readonly PublishedTemplate[]): string {
  return templates.map(({ text, isFixed }) => (isFixed ? fixedMark + text : text)).join(separator)
}

export function splitTemplates(joined: string): readonly PublishedTemplate[] {
  return joined.split(separator).map((text) => {
    const isFixed = text.startsWith(fixedMark)
    return { text: isFixed ? text.slice(1) : text, isFixed }
  })
}

/** Every template of a pack, in the order in which they are published: by target, so that what is alike is near. */
export function templatesOf({ features }: Pack): readonly TemplateFile[] {
  const templates = features.flatMap(({ files, fragments }): readonly TemplateFile[] => [...files, ...fragments])
  return templates.sort((one, other) => (one.target < other.target ? -1 : Number(one.target > other.target)))
}

export function packFrom(published: PublishedPack): Pack {
  return { ...published, features: published.features.map(featureFrom) }
}

function featureFrom({ files, fragments, ...feature }: PublishedFeature): Feature {
  const folder = parent + feature.folder
  return {
    ...feature,
    folder,
    files: files.map((target): TemplateFile => ({ path: `${folder}/files/${target}.hbs`, target })),
    fragments: fragments.map((place): Fragment => {
      const [, target = '', slot = '', line] = /^(.*)\/(.*):(.*)$/.exec(place) ?? []
      return { path: `${folder}/slots/${target}.hbs`, target, slot, firstLine: Number(line) }
    }),
  }
}
