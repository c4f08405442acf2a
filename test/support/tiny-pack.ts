import type { Answers } from '../../src/model/answers.ts'
import { inOrder } from '../../src/model/feature-order.ts'
import type { FeatureManifest } from '../../src/model/manifest.ts'
import type { Feature, Pack } from '../../src/model/pack.ts'
import type { Resource } from '../../src/model/resource.ts'
import { readFragments } from '../../src/pack/read-fragments.ts'
import { render } from '../../src/render/render.ts'

/** A feature's folder as data: `{ 'files/src/app.ts': text, 'slots/src/app.ts/setup': text }`, each without `.hbs`. */
export interface TinyFeature {
  readonly manifest?: Partial<FeatureManifest>
  readonly templates?: Readonly<Record<string, string>>
}

export const todos: Resource = {
  name: 'todos',
  singular: 'todo',
  fields: [{ name: 'title', type: 'string', optional: false, unique: false, values: [] }],
}

/** A whole pack by hand, in the order that its manifests ask for. A feature called `base` is always on. */
export function packOf(features: Readonly<Record<string, TinyFeature>>): Pack {
  return {
    version: '1.2.3',
    features: inOrder(Object.entries(features).map(([id, tiny]) => featureOf(id, tiny))),
    presets: { plain: { hint: 'nothing', default: true } },
  }
}

export function answersOf(features: readonly string[], rest: Partial<Answers> = {}): Answers {
  return { name: 'my-app', features, resources: [], options: {}, node: 22, packageManager: 'npm', ...rest }
}

/** The only file of a pack whose base is this one template. */
export function renderOne(target: string, text: string, rest: Partial<Answers> = {}): string {
  const output = render(packOf({ base: { templates: { [`files/${target}`]: text } } }), answersOf([], rest))
  return [...output.values()].join('\n')
}

function featureOf(id: string, { manifest, templates = {} }: TinyFeature): Feature {
  const entries = Object.entries(templates).map(([name, text]) => ({ path: `templates/${id}/${name}.hbs`, name, text }))
  const below = (folder: string) =>
    entries
      .filter(({ name }) => name.startsWith(folder))
      .map(({ path, name, text }) => ({ path, text, target: name.slice(folder.length) }))
  return {
    id,
    folder: `templates/${id}`,
    manifest: {
      title: id,
      hint: `the ${id} feature`,
      ...(id === 'base' ? { automatic: { always: true } } : {}),
      ...manifest,
    },
    files: below('files/'),
    fragments: readFragments(below('slots/').map(({ target, ...file }) => ({ ...file, inside: target }))),
  }
}
