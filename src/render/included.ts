import type { Answers } from '../model/answers.ts'
import { chosenProviders } from '../model/options.ts'
import type { Feature, Pack } from '../model/pack.ts'

/** The features whose templates make this project: the chosen ones, chosen providers, and those that join by themselves. */
export function includedFeatures(pack: Pack, answers: Answers): readonly Feature[] {
  const providers = chosenProviders(pack, answers.options)
  const chosen = new Set([...answers.features, ...providers.map(({ id }) => id)])
  const included = new Set(pack.features.filter((feature) => isIncluded(feature, answers, chosen)))
  for (const feature of included) {
    for (const other of pack.features) {
      if (other.manifest.automatic?.shared && feature.manifest.requires?.includes(other.id)) included.add(other)
    }
  }
  return pack.features.filter((feature) => included.has(feature))
}

function isIncluded({ id, manifest: { automatic } }: Feature, answers: Answers, chosen: ReadonlySet<string>): boolean {
  if (automatic === undefined) return chosen.has(id)
  if (automatic.shared) return false
  if (automatic.with && !automatic.with.every((other) => chosen.has(other))) return false
  if (automatic.without?.some((other) => chosen.has(other))) return false
  if (automatic.packageManager !== undefined && automatic.packageManager !== answers.packageManager) return false
  return automatic.nodeBelow === undefined || answers.node < automatic.nodeBelow
}
