import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brokenPack } from '../model/failure.ts'
import type { FeatureManifest } from '../model/manifest.ts'
import { type Feature, manifestPath, type TemplateFile } from '../model/pack.ts'
import { type FeatureFolder, type Follows, findFeatures } from './find-features.ts'
import { type FragmentFile, readFragments } from './read-fragments.ts'
import { linked, readText } from './read-text.ts'

/** What a manifest's JSON must be, ahead of its use as one. Throws a Failure that names `path`. */
export type ManifestCheck = (manifest: unknown, path: string) => void

/**
 * The features in a folder of templates, where find-features.ts finds them: each with `feature.json`, `files/` that
 * mirrors the output, and `slots/` that does, with what it adds to files of others. `shown`: how messages name the
 * folder. Throws a Failure that names the file that is wrong; links are, since what they lead to may be anything.
 */
export function readFeatures(
  directory: string,
  shown: string,
  check: ManifestCheck = () => undefined,
): readonly Feature[] {
  return findFeatures({ directory, shown }).map((folder) => readFeature(folder, check))
}

function readFeature({ id, directory, shown, follows }: FeatureFolder, check: ManifestCheck): Feature {
  const path = manifestPath({ folder: shown })
  const { json, text } = readJsonText(join(directory, 'feature.json'), path)
  check(json, path)
  const files = readTemplates(directory, shown, 'files').map(
    ({ path, inside, ...read }): TemplateFile => ({ path, text: read.text, target: inside }),
  )
  const fragments = readFragments(readTemplates(directory, shown, 'slots'))
  return { id, folder: shown, manifest: withFollowing(json as FeatureManifest, follows, path), text, files, fragments }
}

/** A manifest with what follows from its folder. Throws a Failure where it repeats that. */
function withFollowing(manifest: FeatureManifest, { provides, automatic }: Follows, path: string): FeatureManifest {
  const refuse = (key: string) => brokenPack(`${path}: "${key}" follows from the folder that it is in: leave it out`)
  if (provides !== undefined && manifest.provides !== undefined) throw refuse('provides')
  const own = manifest.automatic
  if (automatic === undefined || own === undefined)
    return { ...manifest, ...(provides ? { provides } : {}), ...(automatic ? { automatic } : {}) }
  const lists = (['with', 'without'] as const).flatMap((key) => {
    const both = [...(automatic[key] ?? []), ...(own[key] ?? [])]
    if (new Set(both).size < both.length) throw refuse(`automatic.${key}`)
    return both.length > 0 ? [[key, both] as const] : []
  })
  const twice = (['always', 'shared', 'nodeBelow', 'packageManager'] as const).find(
    (key) => automatic[key] !== undefined && own[key] !== undefined,
  )
  if (twice !== undefined) throw refuse(`automatic.${twice}`)
  return { ...manifest, automatic: { ...own, ...automatic, ...Object.fromEntries(lists) } }
}

/** Reads a JSON file. Throws a Failure that names it as `shown`. */
export function readJson(file: string, shown: string): unknown {
  return readJsonText(file, shown).json
}

function readJsonText(file: string, shown: string): { readonly json: unknown; readonly text: string } {
  const text = readText(file, shown)
  if (text === undefined) throw brokenPack(`${shown}: there is no such file; add it, or move its folder away`)
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')), text }
  } catch (error) {
    throw brokenPack(`${shown}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** Every template below a folder, sorted. */
function readTemplates(directory: string, shown: string, kind: 'files' | 'slots'): readonly FragmentFile[] {
  return filesBelow(directory, kind, shown)
    .sort()
    .map((name) => {
      const path = `${shown}/${name}`
      if (!path.endsWith('.hbs')) throw brokenPack(`${path}: a template's name ends in .hbs`)
      const text = (readText(join(directory, name), path) ?? '').replaceAll('\r\n', '\n')
      return { path, inside: name.slice(`${kind}/`.length, -'.hbs'.length), text }
    })
}

function filesBelow(directory: string, name: string, shown: string): string[] {
  const entry = lstatSync(join(directory, name), { throwIfNoEntry: false })
  if (entry === undefined) return []
  if (entry.isFile()) return [name]
  if (!entry.isDirectory()) throw brokenPack(`${shown}/${name}: ${linked}`)
  return readdirSync(join(directory, name)).flatMap((inside) => filesBelow(directory, `${name}/${inside}`, shown))
}
