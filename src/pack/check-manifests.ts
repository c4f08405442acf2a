import { rivalsAmong } from '../model/compatible.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { brokenPack } from '../model/failure.ts'
import type { PresetManifest } from '../model/manifest.ts'
import { type Feature, featureOf, featuresIn, manifestPath, type Pack } from '../model/pack.ts'
import { checkCapabilities } from './check-capabilities.ts'
import { checkSettings } from './check-settings.ts'

/** The scripts of every package.json. */
const ownScripts = ['dev', 'build', 'start', 'test', 'check']

/** Checks what a JSON Schema cannot: that names in one manifest exist in another. Throws a Failure naming the first that does not. */
export function checkManifests(features: readonly Feature[], presets: Readonly<Record<string, PresetManifest>>): void {
  const ids = new Set(features.map(({ id }) => id))
  for (const feature of features) {
    const { manifest } = feature
    const names = {
      requires: manifest.requires,
      conflicts: manifest.conflicts,
      after: manifest.after,
      before: manifest.before,
      'automatic.with': manifest.automatic?.with,
      'automatic.without': manifest.automatic?.without,
    }
    for (const [key, list] of Object.entries(names)) {
      const unknown = list?.find((name) => !ids.has(name))
      if (unknown)
        throw brokenPack(
          `${manifestPath(feature)}: "${key}" names "${unknown}", which is no feature${didYouMean(unknown, ids)}`,
        )
    }
    const script = ownScripts.find((name) => Object.hasOwn(manifest.scripts ?? {}, name))
    if (script) {
      throw brokenPack(`${manifestPath(feature)}: every project has a script "${script}": take another name`)
    }
    const preset = manifest.presets?.find((name) => !Object.hasOwn(presets, name))
    if (preset) throw brokenPack(`${manifestPath(feature)}: "presets" names "${preset}", which is no preset`)
  }
  checkSettings(features)
  checkCapabilities(features)
  checkPresets(features, presets)
  const collectors = features.filter(({ manifest }) => manifest.resources !== undefined)
  if (collectors.length > 1) {
    throw brokenPack(
      `${collectors.map(manifestPath).join(' and ')} both have "resources", which one feature may: take it out of the other`,
    )
  }
  const defaults = Object.keys(presets).filter((name) => presets[name]?.default)
  if (defaults.length !== 1)
    throw brokenPack(`templates/presets.json: one preset is the default, not ${defaults.length}`)
}

/** A preset is a project that can be made, on the newest Node at least. */
function checkPresets(features: readonly Feature[], presets: Readonly<Record<string, PresetManifest>>): void {
  const pack: Pack = { version: '', features, presets }
  for (const preset of Object.keys(presets)) {
    const ids = featuresIn(pack, preset).map(({ id }) => id)
    const rivals = rivalsAmong(pack, ids)
    if (rivals === undefined) continue
    const paths = rivals.map((id) => manifestPath(featureOf(pack, id))).join(' and ')
    throw brokenPack(
      `${paths} exclude each other, and the preset "${preset}" has both: let one of them name its "presets", or none: []`,
    )
  }
}
