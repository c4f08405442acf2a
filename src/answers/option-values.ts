import { didYouMean } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import type { OptionManifest } from '../model/manifest.ts'
import { featureOf, type Pack } from '../model/pack.ts'
import { projectDirectory } from './project-directory.ts'

type Values = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Every option of the chosen features that have some, checked, with defaults. Throws a Failure that names the flag. */
export function resolveOptions(pack: Pack, features: readonly string[], given: Values): Values {
  for (const [feature, values] of Object.entries(given)) {
    const [option] = Object.keys(values)
    if (option === undefined || features.includes(feature)) continue
    throw wrongRequest(
      `--${feature}-${option} needs ${feature}, which is not chosen: add --${feature}, or leave it out`,
    )
  }
  const resolved = features.flatMap((feature) => {
    const options = Object.entries(featureOf(pack, feature).manifest.options ?? {})
    if (options.length === 0) return []
    const values = options.map(([option, manifest]) => {
      const value = given[feature]?.[option]
      const called = `--${feature}-${option} `
      return [option, value === undefined ? manifest.default : checkOption(pack, manifest, value, called)] as const
    })
    return [[feature, Object.fromEntries(values)] as const]
  })
  return Object.fromEntries(resolved)
}

/** The value as it is stored. Throws a Failure that quotes it, behind what it is called. */
export function checkOption(pack: Pack, manifest: OptionManifest, value: string, called = ''): string {
  const refuse = (why: string) => wrongRequest(`${called}${JSON.stringify(value)}: ${why}`)
  if (manifest.type === 'directory') return projectDirectory(pack, value, refuse)
  if (/\p{Cc}/u.test(value)) throw refuse('leave out the control characters')
  if (manifest.type === 'integer' && !(/^-?\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value)))) {
    throw refuse(`give a whole number, as in ${manifest.default}`)
  }
  if (manifest.type === 'choice' && !manifest.choices?.includes(value)) {
    const all = manifest.choices ?? []
    throw refuse(`it is one of ${all.join(', ')}${didYouMean(value, all)}`)
  }
  return manifest.type === 'integer' ? String(Number(value)) : value
}
