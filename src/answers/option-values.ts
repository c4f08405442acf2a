import { parseNode } from '../model/compatible.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { wrongRequest } from '../model/failure.ts'
import { defaultFor, type FeatureOption, optionsOf } from '../model/options.ts'
import type { Pack } from '../model/pack.ts'
import { projectDirectory } from './project-directory.ts'

type Values = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Every option of the chosen features that have some, checked, with defaults. Throws a Failure that names the flag. */
export function resolveOptions(pack: Pack, features: readonly string[], given: Values, node: number): Values {
  for (const [feature, values] of Object.entries(given)) {
    const [key] = Object.keys(values)
    if (key === undefined || features.includes(feature)) continue
    const flag = optionsOf(pack, feature).find((option) => option.key === key)?.flag ?? `${feature}-${key}`
    throw wrongRequest(`--${flag} needs ${feature}, which is not chosen: add --${feature}, or leave it out`)
  }
  const resolved = features.flatMap((feature) => {
    const options = optionsOf(pack, feature)
    if (options.length === 0) return []
    const values = options.map((option) => {
      const value = given[feature]?.[option.key]
      const stored =
        value === undefined ? defaultFor(option, node) : checkOption(pack, option, value, `--${option.flag} `)
      checkNode(option, stored, node)
      return [option.key, stored] as const
    })
    return [[feature, Object.fromEntries(values)] as const]
  })
  return Object.fromEntries(resolved)
}

function checkNode(option: FeatureOption, value: string, node: number): void {
  const needed = option.providers?.find(({ name }) => name === value)?.feature.manifest.node
  if (needed === undefined || parseNode(needed).major <= node) return
  throw wrongRequest(
    `--${option.flag} ${value} needs Node ${needed} or newer, and the project is for Node ${node}: ` +
      `add --node ${parseNode(needed).major}, or take ${defaultFor(option, node)}`,
  )
}

/** The value as it is stored. Throws a Failure that quotes it, behind what it is called. */
export function checkOption(pack: Pack, manifest: FeatureOption, value: string, called = ''): string {
  const refuse = (why: string) => wrongRequest(`${called}${JSON.stringify(value)}: ${why}`)
  if (manifest.type === 'directory') return projectDirectory(pack, value, refuse)
  if (/\p{Cc}/u.test(value)) throw refuse('leave out the control characters')
  if (manifest.type === 'integer' && !(/^-?\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value)))) {
    throw refuse(`give a whole number, as in ${manifest.default}`)
  }
  if (manifest.choices !== undefined && !manifest.choices.includes(value)) {
    const all = manifest.choices
    throw refuse(`it is one of ${all.join(', ')}${didYouMean(value, all)}`)
  }
  return manifest.type === 'integer' ? String(Number(value)) : value
}
