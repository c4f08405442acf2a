import { lineOf } from '../model/json-line.ts'
import { slotsOfManifest } from '../model/manifest-slots.ts'
import { type Feature, manifestPath, sourceOf } from '../model/pack.ts'
import type { Fault } from './fault.ts'
import type { Subject } from './subject.ts'

/** Words that are missing, options that no template uses, and orders that order nothing. */
export function lintManifest({ pack, features, manifestText }: Subject): readonly Fault[] {
  return features.flatMap((feature) => {
    const json = manifestText(feature)
    const at = (strings: readonly string[], message: string, remedy: string): Fault => ({
      path: manifestPath(feature),
      line: lineOf(json, ...strings),
      message,
      remedy,
    })
    return [...lintWords(feature, at), ...lintOptions(feature, at), ...lintOrder(feature, pack.features, at)]
  })
}

type At = (strings: readonly string[], message: string, remedy: string) => Fault

function lintWords({ manifest }: Feature, at: At): readonly Fault[] {
  return (['title', 'hint'] as const).flatMap((key) => {
    const words: string | undefined = manifest[key]
    if (!words?.trim()) return [at([key], `the ${key} is missing`, `add "${key}", a few words for prompts and --help`)]
    return words.endsWith('.') ? [at([key], `the ${key} ends in a full stop`, 'leave it out')] : []
  })
}

function lintOptions({ manifest, files, fragments }: Feature, at: At): readonly Fault[] {
  const uses = [...files, ...fragments].map((file) => `${file.target}\n${sourceOf(file)}`).join('\n')
  return Object.entries(manifest.options ?? {})
    .filter(([, { type }]) => type !== 'provider')
    .map(([name]) => name)
    .filter((name) => !new RegExp(`\\boptions\\.${name}(?![\\w-])`).test(uses))
    .map((name) =>
      at(
        ['options', name],
        `the option "${name}" is asked for and never used`,
        `use {{options.${name}}} in a template or [options.${name}] in a file's name, or take it out`,
      ),
    )
}

function lintOrder(feature: Feature, all: readonly Feature[], at: At): readonly Fault[] {
  const { requires = [], after = [], before = [] } = feature.manifest
  const repeated = after
    .filter((id) => requires.includes(id))
    .map((id) => at(['after', id], `"after" repeats that it requires "${id}"`, 'leave it out of "after"'))
  const idle = (['after', 'before'] as const).flatMap((key) =>
    (key === 'after' ? after : before)
      .filter((id) => !requires.includes(id))
      .filter(
        (id) =>
          !shareSlot(
            feature,
            all.find((other) => other.id === id),
          ),
      )
      .map((id) => at([key, id], `"${key}" names "${id}", with which it shares no slot`, `leave it out of "${key}"`)),
  )
  return [...repeated, ...idle]
}

function shareSlot(feature: Feature, other: Feature | undefined): boolean {
  const places = new Set(other === undefined ? [] : slotsOf(other))
  return slotsOf(feature).some((place) => places.has(place))
}

function slotsOf({ manifest, fragments }: Feature): readonly string[] {
  return [...fragments, ...slotsOfManifest(manifest)].map(({ target, slot }) => `${target}/${slot}`)
}
