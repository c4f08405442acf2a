import type { Choices } from '../../model/answers.ts'
import { compatible } from '../../model/compatible.ts'
import {
  choosable,
  defaultPreset,
  type Feature,
  featureOf,
  featuresIn,
  type Pack,
  requirementsOf,
} from '../../model/pack.ts'
import { back, type Option, type Reading, unbroken } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Question } from '../walk.ts'
import { messageOf } from './refusal.ts'

export function presetQuestion(pack: Pack, ui: Ui): Question {
  const { presets } = pack
  const options: readonly Option<string | undefined>[] = [
    ...Object.entries(presets).map(([name, { hint }]) => ({ value: name, label: name, hint })),
    { value: undefined, label: 'choose myself', hint: 'features one by one' },
  ]
  return {
    isOpen: ({ choices, picksFeatures }) =>
      choices.preset === undefined && choices.features === undefined && picksFeatures !== true,
    async ask(draft, asker, remembered) {
      const preset = await asker.select({
        message: 'What should it start with?',
        options,
        initial: remembered.picksFeatures ? undefined : (remembered.choices.preset ?? defaultPreset(pack)),
        read: (name) => (name === undefined ? {} : readPreset(pack, ui, { ...draft.choices, preset: name })),
      })
      if (preset === back) return back
      if (preset === undefined) return { ...draft, picksFeatures: true }
      return { ...draft, picksFeatures: false, choices: { ...draft.choices, preset } }
    },
  }
}

/** Every feature that no flag has decided, each with what it requires. */
export function featuresQuestion(pack: Pack, ui: Ui): Question {
  return {
    isOpen: ({ choices, picksFeatures }) => picksFeatures === true && choices.features === undefined,
    async ask(draft, asker, remembered) {
      const { with: given, without } = draft.choices
      const settled = new Set(given.flatMap((id) => [id, ...requirementsOf(pack, id)]))
      const open = byTitle(pack).filter(
        ({ id }) => !settled.has(id) && !without.some((other) => other === id || requirementsOf(pack, id).has(other)),
      )
      const preset = featuresIn(pack, defaultPreset(pack))
      const usual = open.filter((feature) => preset.includes(feature)).map(({ id }) => id)
      const features = await asker.multiselect({
        message: 'Which features?',
        options: open.map((feature) => ({
          value: feature.id,
          label: feature.manifest.title,
          hint: hintOf(pack, feature),
        })),
        initial: remembered.choices.features ?? compatible(pack, usual, ui.resolve(draft.choices).answers.node),
        read(chosen) {
          const fault = messageOf(() => ui.resolve({ ...draft.choices, features: chosen }))
          return fault === undefined ? { preview: companions(pack, chosen, settled) } : { fault }
        },
      })
      return features === back ? back : { ...draft, choices: { ...draft.choices, features } }
    },
  }
}

/** What a preset amounts to with the flags beside it. */
function readPreset(pack: Pack, ui: Ui, choices: Choices): Reading {
  const fault = messageOf(() => ui.resolve(choices))
  if (fault !== undefined) return { fault }
  const { answers, notes } = ui.resolve(choices)
  const titles = titlesOf(pack, answers.features)
  return { preview: [{ head: 'Includes ', text: titles.join(', ') || 'no feature' }, ...notes] }
}

/** The titles of features, in the order in which people look for them. */
export function titlesOf(pack: Pack, ids: readonly string[]): readonly string[] {
  return byTitle(pack).flatMap(({ id, manifest }) => (ids.includes(id) ? [unbroken(manifest.title)] : []))
}

function byTitle(pack: Pack): readonly Feature[] {
  return [...choosable(pack)].sort((a, b) => (a.manifest.title.toLowerCase() < b.manifest.title.toLowerCase() ? -1 : 1))
}

function requiredBy({ manifest }: Feature, pack: Pack): readonly Feature[] {
  return choosable(pack).filter(({ id }) => manifest.requires?.includes(id))
}

function hintOf(pack: Pack, feature: Feature): string {
  const required = requiredBy(feature, pack).map(({ manifest }) => manifest.title)
  const { hint, node } = feature.manifest
  const needs = [
    ...(required.length === 0 ? [] : [`requires ${required.join(', ')}`]),
    ...(node ? [`Node ${node}`] : []),
  ]
  return needs.length === 0 ? hint : `${hint} (${needs.join('; ')})`
}

/** Which features come along unchosen, and why. */
function companions(pack: Pack, chosen: readonly string[], settled: ReadonlySet<string>): readonly string[] {
  return choosable(pack)
    .filter(({ id }) => !chosen.includes(id) && !settled.has(id))
    .flatMap(({ id, manifest }) => {
      const reasons = chosen.filter((other) => requirementsOf(pack, other).has(id))
      const titles = reasons.map((other) => featureOf(pack, other).manifest.title)
      return titles.length === 0 ? [] : [`${manifest.title} comes along: ${titles.join(', ')} requires it`]
    })
}
