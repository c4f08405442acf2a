import { didYouMean } from '../model/did-you-mean.ts'
import { lineAt } from '../model/json-line.ts'
import { slotsOfManifest } from '../model/manifest-slots.ts'
import { type Feature, type Fragment, headLine, sourceOf, type TemplateFile } from '../model/pack.ts'
import type { Fault } from './fault.ts'
import type { Subject } from './subject.ts'

/** Slots that no fragment fills, and fragments that find none. */
export function lintSlots({ pack, features }: Subject): readonly Fault[] {
  return [
    ...features.flatMap(({ files }) => files).flatMap((file) => lintSlotsOf(file, pack.features)),
    ...features.flatMap(({ fragments }) => fragments).flatMap((fragment) => lintFragment(fragment, pack.features)),
  ]
}

function lintSlotsOf(file: TemplateFile, all: readonly Feature[]): readonly Fault[] {
  const filled = all.flatMap(({ manifest, fragments }) => [...fragments, ...slotsOfManifest(manifest)])
  return slotsIn(sourceOf(file))
    .filter(({ isForPacks }) => !isForPacks)
    .filter(({ name }) => !filled.some(({ target, slot }) => target === file.target && slot === name))
    .map(({ name, line }) => ({
      path: file.path,
      line,
      message: `no feature fills the slot "${name}"`,
      remedy: `fill it, in a section "${name}" of slots/${file.target}.hbs of a feature, or take it out`,
    }))
}

function lintFragment(fragment: Fragment, all: readonly Feature[]): readonly Fault[] {
  const { path, target, slot } = fragment
  const owners = all.flatMap(({ files }) => files).filter((file) => file.target === target)
  if (owners.length === 0) {
    const targets = all.flatMap(({ files }) => files.map((file) => file.target))
    const remedy = 'name a file that one writes, or take the fragment out'
    return [
      { path, line: headLine(fragment), message: `no feature writes ${target}${didYouMean(target, targets)}`, remedy },
    ]
  }
  // Of what is published the texts are not at hand; rendering refuses a slot that is not there.
  const declared = owners.flatMap((owner) =>
    owner.text === undefined ? [slot] : slotsIn(owner.text).map(({ name }) => name),
  )
  if (!declared.includes(slot)) {
    const message = `${owners.map((owner) => owner.path).join(' and ')} declares no slot "${slot}"${didYouMean(slot, declared)}`
    return [
      {
        path,
        line: headLine(fragment),
        message,
        remedy: `take one of its slots: ${declared.join(', ') || 'it has none'}`,
      },
    ]
  }
  return []
}

interface DeclaredSlot {
  readonly name: string
  readonly line: number
  /** Nothing of ours may fill it. */
  readonly isForPacks: boolean
}

/** The slots that a template declares, in the order of their lines. */
export function slotsIn(text: string): readonly DeclaredSlot[] {
  const declared = text.matchAll(/\{\{#?slot "([\w-]+)"\}\}(\{\{! for packs \}\})?/g)
  return [...declared].map(({ 1: name = '', 2: mark, index }) => ({
    name,
    line: lineAt(text, index),
    isForPacks: mark !== undefined,
  }))
}
