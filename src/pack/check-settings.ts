import { brokenPack } from '../model/failure.ts'
import type { SettingManifest } from '../model/manifest.ts'
import { type Feature, manifestPath } from '../model/pack.ts'
import { boundsOf } from '../model/setting.ts'

/** Throws a Failure for a default that its own type does not allow, and for properties of Config that clash. */
export function checkSettings(features: readonly Feature[]): void {
  const owners = new Map<string, Feature>()
  for (const feature of features) {
    const settings = feature.manifest.settings ?? []
    for (const setting of settings) checkDefault(feature, setting)
    const properties = settings.flatMap(({ property }) => property ?? [])
    for (const [index, property] of properties.entries()) {
      const [head = ''] = property.split('.')
      const before = properties[index - 1]
      const continues =
        property.includes('.') && before?.startsWith(`${head}.`) && !properties.slice(0, index).includes(property)
      const owner = owners.get(head)
      if (owner !== undefined && !continues && !areRivals(owner, feature)) throw clash(feature, property, owner)
      owners.set(head, feature)
    }
  }
}

/** A project has one of them. */
function areRivals(one: Feature, other: Feature): boolean {
  return one !== other && one.manifest.provides !== undefined && one.manifest.provides === other.manifest.provides
}

function checkDefault(feature: Feature, setting: SettingManifest): void {
  const { name, type, default: usual, choices = [] } = setting
  const [min, max] = boundsOf(setting)
  if (type === 'integer' && (Number(usual) < min || Number(usual) > max)) {
    throw brokenPack(`${manifestPath(feature)}: the default of ${name} is ${usual}: give one from ${min} to ${max}`)
  }
  if (type === 'choice' && !choices.includes(String(usual))) {
    throw brokenPack(`${manifestPath(feature)}: the default of ${name} is ${usual}: give one of ${choices.join(', ')}`)
  }
}

function clash(feature: Feature, property: string, owner: Feature): Error {
  if (owner === feature) {
    return brokenPack(
      `${manifestPath(feature)}: two settings have the property ${property}, or its object is interrupted by another: ` +
        'give each setting its own property, and list those of one object one after the other',
    )
  }
  return brokenPack(
    `${manifestPath(feature)}: the property ${property} is in use by ${manifestPath(owner)}: take another name`,
  )
}
