import { type Feature, manifestPath, sourceOf } from '../model/pack.ts'
import { type Fault, lineAt, lineOf } from './fault.ts'
import { projectText, type Rendering, type Subject } from './subject.ts'

/** Settings that are listed and not read, read and not listed, or that the project's own documents leave out. */
export function lintSettings({ pack, features, manifestText, renderings }: Subject): readonly Fault[] {
  const everywhere = pack.features.filter(({ manifest }) => manifest.automatic?.always).flatMap(settingsOf)
  return features.flatMap((feature) => [
    ...lintListed(feature, manifestText(feature), renderings),
    ...lintRead(feature, everywhere),
  ])
}

function settingsOf({ manifest }: Feature): readonly string[] {
  return manifest.settings?.map(({ name }) => name) ?? []
}

function lintListed(feature: Feature, json: string, renderings: readonly Rendering[]): readonly Fault[] {
  const read = new Set(readsIn(feature).map(({ name }) => name))
  const own = renderings.filter(({ included }) => included.some(({ id }) => id === feature.id))
  return (feature.manifest.settings ?? []).flatMap(({ name }) => {
    const at = (message: string, remedy: string): Fault => {
      return { path: manifestPath(feature), line: lineOf(json, 'settings', name), message, remedy }
    }
    const idle = read.has(name)
      ? []
      : [at(`the setting ${name} is listed and never read`, `read it, in slots/src/config.ts/read.hbs, or take it out`)]
    const silent = ['README.md', '.env.example']
      .filter((path) => own.some((rendering) => !new RegExp(`\\b${name}\\b`).test(projectText(rendering, path))))
      .map((path) => at(`${path} has no line for the setting ${name}`, 'list {{#each settings}} there, with {{name}}'))
    return [...idle, ...silent]
  })
}

/** `everywhere`: settings that every project has, whoever else reads them. */
function lintRead(feature: Feature, everywhere: readonly string[]): readonly Fault[] {
  const listed = new Set([...everywhere, ...settingsOf(feature)])
  return readsIn(feature)
    .filter(({ name }) => !listed.has(name))
    .map(({ name, path, line }) => ({
      path,
      line,
      message: `the setting ${name} is read and not listed`,
      remedy: `add it to "settings" in ${manifestPath(feature)}, which makes its row in the README and in .env.example`,
    }))
}

interface Read {
  readonly name: string
  readonly path: string
  readonly line: number
}

function readsIn({ files, fragments }: Feature): readonly Read[] {
  return [...files, ...fragments]
    .filter(({ target }) => target.startsWith('src/'))
    .flatMap((file) =>
      [...sourceOf(file).matchAll(/\benv(?:\[|\.|, )'?([A-Z][A-Z0-9_]*)\b/g)].map(({ 1: name = '', index }) => ({
        name,
        path: file.path,
        line: lineAt(sourceOf(file), index),
      })),
    )
}
