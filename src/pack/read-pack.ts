import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { brokenPack } from '../model/failure.ts'
import { inOrder } from '../model/feature-order.ts'
import type { FeatureManifest, PresetManifest } from '../model/manifest.ts'
import type { Feature, Fragment, Pack, TemplateFile } from '../model/pack.ts'
import { checkManifests } from './check-manifests.ts'

/**
 * Reads a folder of templates: `presets.json` and one folder a feature, each with `feature.json`, `files/` that
 * mirrors the output, and `slots/<output path>/<slot>.hbs`. Throws a Failure that names the file that is wrong.
 */
export function readPack(directory: string, version: string): Pack {
  const features = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readFeature(directory, entry.name))
  const presets = readJson(directory, 'presets.json') as Record<string, PresetManifest>
  checkManifests(features, presets)
  return { version, features: inOrder(features), presets }
}

function readFeature(directory: string, id: string): Feature {
  const manifest = readJson(directory, `${id}/feature.json`) as FeatureManifest
  const files = readTemplates(directory, `${id}/files`).map(
    ({ path, text }): TemplateFile => ({ path, text, target: targetOf(path, `${id}/files`) }),
  )
  const fragments = readTemplates(directory, `${id}/slots`).map(({ path, text }): Fragment => {
    const inside = targetOf(path, `${id}/slots`)
    return { path, text, target: posix.dirname(inside), slot: posix.basename(inside) }
  })
  return { id, manifest, files, fragments }
}

function targetOf(path: string, below: string): string {
  return path.slice(`templates/${below}/`.length, -'.hbs'.length)
}

/** Every template below a folder, sorted; paths as a contributor names them, from the repository's root. */
function readTemplates(directory: string, below: string): { path: string; text: string }[] {
  const root = join(directory, below)
  if (!existsSync(root)) return []
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name)).isFile(),
  )
  return files.sort().map((name) => {
    const path = `templates/${below}/${name.replaceAll('\\', '/')}`
    if (!path.endsWith('.hbs')) throw brokenPack(`${path}: a template's name ends in .hbs`)
    return { path, text: readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n') }
  })
}

function readJson(directory: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(directory, path), 'utf8'))
  } catch (error) {
    throw brokenPack(`templates/${path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
