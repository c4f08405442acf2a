import { lstatSync, readdirSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { brokenPack } from '../model/failure.ts'
import type { FeatureManifest } from '../model/manifest.ts'
import { type Feature, type Fragment, manifestPath, type TemplateFile } from '../model/pack.ts'
import { linked, readText } from './read-text.ts'

/** What a manifest's JSON must be, ahead of its use as one. Throws a Failure that names `path`. */
export type ManifestCheck = (manifest: unknown, path: string) => void

/**
 * The features in a folder of templates: one folder each, with `feature.json`, `files/` that mirrors the output, and
 * `slots/<output path>/<slot>.hbs`. `shown`: how messages name the folder. Throws a Failure that names the file that is
 * wrong; links are, since what they lead to may be anything.
 */
export function readFeatures(
  directory: string,
  shown: string,
  check: ManifestCheck = () => undefined,
): readonly Feature[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !/^\.|^node_modules$/.test(name))
    .filter(({ name }) => statSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory())
    .map((entry) => {
      if (entry.isSymbolicLink()) throw brokenPack(`${shown}/${entry.name}: ${linked}`)
      return readFeature(join(directory, entry.name), entry.name, shown, check)
    })
}

function readFeature(directory: string, id: string, shown: string, check: ManifestCheck): Feature {
  const folder = `${shown}/${id}`
  const { json: manifest, text } = readJsonText(join(directory, 'feature.json'), manifestPath({ id, folder }))
  check(manifest, manifestPath({ id, folder }))
  const files = readTemplates(directory, folder, 'files').map(
    ({ path, inside, ...read }): TemplateFile => ({ path, text: read.text, target: inside }),
  )
  const fragments = readTemplates(directory, folder, 'slots').map(
    ({ path, inside, ...read }): Fragment => ({
      path,
      text: read.text,
      target: posix.dirname(inside),
      slot: posix.basename(inside),
    }),
  )
  const place = folder === `templates/${id}` ? {} : { folder }
  return { id, manifest: manifest as FeatureManifest, text, files, fragments, ...place }
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

interface Template {
  /** As messages name it. */
  readonly path: string
  /** Below `files/` or `slots/`, without its ending. */
  readonly inside: string
  readonly text: string
}

/** Every template below a folder, sorted. */
function readTemplates(directory: string, shown: string, kind: 'files' | 'slots'): readonly Template[] {
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
