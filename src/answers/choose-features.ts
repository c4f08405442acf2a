import type { Choices } from '../model/answers.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import { choosable, defaultPreset, featuresIn, type Pack, requirementsOf, resourceFeature } from '../model/pack.ts'

/** A set of features, and a sentence for each that left because another did. */
export interface FeatureChoice {
  readonly features: readonly string[]
  readonly notes: readonly string[]
}

type SetChoices = Pick<Choices, 'preset' | 'features' | 'with' | 'without' | 'resources'>

/**
 * The features that choices amount to, sorted, with all that they require. Throws a Failure where one that was asked
 * for meets one that was ruled out.
 */
export function chooseFeatures(pack: Pack, choices: SetChoices): FeatureChoice {
  const collector = (choices.resources ?? []).length > 0 ? resourceFeature(pack)?.id : undefined
  const asked = [...(choices.features ?? []), ...choices.with, ...(collector === undefined ? [] : [collector])]
  for (const id of [...asked, ...choices.without]) checkId(pack, id)
  for (const id of asked) checkWanted(pack, id, choices.without)
  const preset = choices.features === undefined ? featuresIn(pack, choices.preset ?? defaultPreset(pack)) : []
  const start = preset.map(({ id }) => id)
  const { features, notes } = leaveOut(pack, start, choices.without)
  return { features: withRequired(pack, [...features, ...asked]), notes }
}

/** A starting set without some of its features, and without those that require one of them. */
export function leaveOut(pack: Pack, start: readonly string[], without: readonly string[]): FeatureChoice {
  const notes: string[] = []
  const features = start.filter((id) => {
    if (without.includes(id)) return false
    const missing = without.find((other) => requirementsOf(pack, id).has(other))
    if (missing !== undefined) notes.push(`${id} is left out as well: it requires ${missing}.`)
    return missing === undefined
  })
  return { features, notes }
}

function checkId(pack: Pack, id: string): void {
  const ids = choosable(pack).map((feature) => feature.id)
  if (!ids.includes(id)) {
    throw wrongRequest(`unknown feature "${id}"${didYouMean(id, ids)}\nFeatures: ${ids.sort().join(', ')}`)
  }
}

function checkWanted(pack: Pack, id: string, without: readonly string[]): void {
  if (without.includes(id)) {
    throw wrongRequest(`${id} is asked for, and --no-${id} leaves it out: keep one of the two`)
  }
  const missing = without.find((other) => requirementsOf(pack, id).has(other))
  if (missing !== undefined) {
    throw wrongRequest(
      `${id} is asked for and requires ${missing}, which --no-${missing} leaves out: drop one of the two`,
    )
  }
}

function withRequired(pack: Pack, ids: readonly string[]): readonly string[] {
  const all = new Set(ids.flatMap((id) => [id, ...requirementsOf(pack, id)]))
  return choosable(pack)
    .map(({ id }) => id)
    .filter((id) => all.has(id))
    .sort()
}
