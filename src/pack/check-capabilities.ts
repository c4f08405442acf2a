import { nodeMajors } from '../model/answers.ts'
import { parseNode } from '../model/compatible.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { brokenPack } from '../model/failure.ts'
import { providerName } from '../model/options.ts'
import { type Feature, manifestPath } from '../model/pack.ts'

/** Throws a Failure for a provider of nothing, and for a capability whose providers do not make one choice. */
export function checkCapabilities(features: readonly Feature[]): void {
  const owners = new Map<string, Feature>()
  for (const feature of features) {
    for (const [key, { type }] of Object.entries(feature.manifest.options ?? {})) {
      if (type !== 'provider') continue
      const other = owners.get(key)
      if (other) throw brokenPack(`${manifestPath(feature)}: ${manifestPath(other)} asks for "${key}" already`)
      owners.set(key, feature)
    }
  }
  for (const feature of features) checkProvider(feature, features, [...owners.keys()])
  for (const [capability, owner] of owners) checkProviders(capability, owner, features)
}

function checkProvider(feature: Feature, all: readonly Feature[], capabilities: readonly string[]): void {
  const { provides, automatic, options, presets, resources, requires = [], node, defaultFrom } = feature.manifest
  if (provides === undefined) return
  const refuse = (why: string) => brokenPack(`${manifestPath(feature)}: ${why}`)
  if (!capabilities.includes(provides)) {
    throw refuse(`"provides" names "${provides}", which no feature asks for${didYouMean(provides, capabilities)}`)
  }
  const [key] =
    Object.entries({ automatic, options, presets, resources }).find(([, value]) => value !== undefined) ?? []
  if (key !== undefined) throw refuse(`it is chosen to provide "${provides}": leave out "${key}"`)
  const choice = requires.find((id) => !all.find((other) => other.id === id)?.manifest.automatic?.shared)
  if (choice !== undefined) throw refuse(`"requires" names "${choice}", and a provider may require shared parts alone`)
  if (defaultFrom !== undefined && node !== undefined && defaultFrom < parseNode(node).major) {
    throw refuse(`it is the default from Node ${defaultFrom} on, and needs Node ${node}`)
  }
}

function checkProviders(capability: string, owner: Feature, all: readonly Feature[]): void {
  const providers = all.filter(({ manifest }) => manifest.provides === capability)
  for (const [index, one] of providers.entries()) {
    const { defaultFrom } = one.manifest
    const twin = providers.slice(0, index).find((other) => {
      const isSameDefault = defaultFrom !== undefined && other.manifest.defaultFrom === defaultFrom
      return isSameDefault || providerName(other.id, capability) === providerName(one.id, capability)
    })
    if (twin === undefined) continue
    const what = twin.manifest.defaultFrom === defaultFrom ? `the default from Node ${defaultFrom} on` : 'of one name'
    throw brokenPack(`${manifestPath(twin)} and ${manifestPath(one)} are both ${what}: change one of the two`)
  }
  if (providers.some(({ manifest }) => manifest.defaultFrom === nodeMajors[0])) return
  throw brokenPack(
    `${manifestPath(owner)}: no provider of "${capability}" is the default: ` +
      `let one have "provides": "${capability}" and "defaultFrom": ${nodeMajors[0]}`,
  )
}
