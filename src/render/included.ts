import type { Answers } from '../model/answers.ts'
import type { Feature, Pack } from '../model/pack.ts'

/** The features whose templates make this project: the chosen ones and those that join by themselves. */
export function includedFeatures(pack: Pack, answers: Answers): readonly Feature[] {
  return pack.features.filter(({ id, manifest: { automatic } }) => {
    if (automatic === undefined) return answers.features.includes(id)
    if (automatic.without?.some((other) => answers.features.includes(other))) return false
    if (automatic.nodeBelow !== undefined && answers.node >= automatic.nodeBelow) return false
    return true
  })
}
