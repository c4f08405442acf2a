import { lineOf } from '../model/json-line.ts'
import type { SettingManifest } from '../model/manifest.ts'
import { type Slot, settingSlots } from '../model/manifest-slots.ts'
import { type Feature, manifestPath } from '../model/pack.ts'
import { refusedValues } from '../model/setting.ts'
import { readLines, type SettingLine, typeLines } from './settings.ts'
import { type Line, literal } from './template.ts'

/** Lines that follow from a manifest, and the slot that they go to. */
export interface ManifestLines extends Slot {
  readonly lines: readonly Line[]
}

/** What the data of a feature's manifest add to files of others. */
export function manifestLines(feature: Feature): readonly ManifestLines[] {
  return settingLines(feature).filter(({ lines }) => lines.length > 0)
}

function settingLines(feature: Feature): readonly ManifestLines[] {
  const { settings = [] } = feature.manifest
  const lines = (made: readonly SettingLine[]) =>
    made.map(({ text, setting }) => lineFrom(feature, text, 'settings', setting.name))
  return [
    { ...settingSlots.types, lines: lines(typeLines(settings)) },
    { ...settingSlots.reads, lines: lines(readLines(settings)) },
    { ...settingSlots.invalid, lines: lines(settings.flatMap(invalidLines)) },
  ]
}

function invalidLines(setting: SettingManifest): readonly SettingLine[] {
  return refusedValues(setting).map((value) => ({ text: `['${setting.name}', ${literal(value)}],`, setting }))
}

/** A line with its place in the manifest, where the manifest's text is at hand. */
function lineFrom(feature: Feature, text: string, ...keys: readonly string[]): Line {
  return { text, path: manifestPath(feature), number: lineOf(feature.text ?? '', ...keys) }
}
