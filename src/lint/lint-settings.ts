import { lineAt, lineOf } from '../model/json-line.ts'
import { type Feature, manifestPath, sourceOf } from '../model/pack.ts'
import type { Fault } from './fault.ts'
import type { Subject } from './subject.ts'

/** Settings that are listed and not read, or read and not listed. */
export function lintSettings({ pack, features, manifestText }: Subject): readonly Fault[] {
  const everywhere = pack.features.filter(({ manifest }) => manifest.automatic?.always).flatMap(namesOf)
  return features.flatMap((feature) => [
    ...lintListed(feature, manifestText(feature)),
    ...lintRead(feature, everywhere),
  ])
}

function namesOf({ manifest }: Feature): readonly string[] {
  return manifest.settings?.map(({ name }) => name) ?? []
}

function lintListed(feature: Feature, json: string): readonly Fault[] {
  const read = new Set(readsIn(feature).map(({ name }) => name))
  return (feature.manifest.settings ?? [])
    .filter(({ name, property, reader }) => (property === undefined || reader !== undefined) && !read.has(name))
    .map(({ name }) => ({
      path: manifestPath(feature),
      line: lineOf(json, 'settings', name),
      message: `the setting ${name} is listed and never read`,
      remedy: 'name the "property" of Config that holds it, read it in code of the feature, or take it out',
    }))
}

/** `everywhere`: settings that every project has, whoever else reads them. */
function lintRead(feature: Feature, everywhere: readonly string[]): readonly Fault[] {
  const listed = new Set([...everywhere, ...namesOf(feature)])
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
    .flatMap((file) => {
      const { path, firstLine = 1 } = file
      const text = sourceOf(file)
      return [...text.matchAll(/(?:\benv(?:\[|\.|, )'?|\{\{read\.)([A-Z][A-Z0-9_]*)\b/g)].map(
        ({ 1: name = '', index }) => ({ name, path, line: lineAt(text, index) + firstLine - 1 }),
      )
    })
}
