import { join } from 'node:path'
import { inOrder } from '../model/feature-order.ts'
import type { PresetManifest } from '../model/manifest.ts'
import type { Pack } from '../model/pack.ts'
import { checkManifests } from './check-manifests.ts'
import { readFeatures, readJson } from './read-features.ts'

/** Reads our own folder of templates: its features and `presets.json`. Throws a Failure that names the file that is wrong. */
export function readPack(directory: string, version: string): Pack {
  const features = readFeatures(directory, 'templates')
  const presets = readJson(join(directory, 'presets.json'), 'templates/presets.json') as Record<string, PresetManifest>
  checkManifests(features, presets)
  return { version, features: inOrder(features), presets }
}
