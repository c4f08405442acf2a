import type { Choices } from '../model/answers.ts'
import { type Pack, resourceFeature } from '../model/pack.ts'
import { chooseFeatures, leaveOut } from './choose-features.ts'

/**
 * Flags, and from a file of answers whatever they leave open. The file's features weigh like a preset's: a flag may
 * drop one of them, with those that require it, and then what the file says about it goes too; `notes` tell.
 */
export function addSaved(
  pack: Pack,
  saved: Choices,
  flags: Choices,
): { readonly choices: Choices; readonly notes: readonly string[] } {
  const { features, resources, options, ...rest } = saved
  const startsAnew = flags.preset !== undefined || flags.features !== undefined
  const start = startsAnew || features === undefined ? undefined : leaveOut(pack, features, flags.without)
  const set = start === undefined ? flags : { ...flags, features: start.features }
  const chosen = startsAnew || start !== undefined ? chooseFeatures(pack, set).features : undefined
  const keeps = (feature: string | undefined) =>
    feature !== undefined && !flags.without.includes(feature) && (chosen === undefined || chosen.includes(feature))
  const choices = {
    ...rest,
    ...(resources !== undefined && keeps(resourceFeature(pack)?.id) ? { resources } : {}),
    ...set,
    options: mergeOptions(
      Object.entries(options).filter(([feature]) => keeps(feature)),
      flags.options,
    ),
  }
  return { choices, notes: start?.notes ?? [] }
}

function mergeOptions(saved: readonly (readonly [string, Choices['options'][string]])[], flags: Choices['options']) {
  const merged = saved.map(([feature, values]) => [feature, { ...values, ...flags[feature] }] as const)
  return { ...flags, ...Object.fromEntries(merged) }
}
