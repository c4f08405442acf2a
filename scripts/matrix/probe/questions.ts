import type { Answers } from '../../../src/model/answers.ts'
import type { Pack } from '../../../src/model/pack.ts'
import { includedFeatures } from '../../../src/render/included.ts'
import type { Question } from './ask.ts'
import type { Probe } from './probe.ts'

/** The probes of every feature in a project, those that join by themselves included. */
export function questionsFor(
  pack: Pack,
  probes: ReadonlyMap<string, readonly Probe[]>,
  answers: Answers,
): readonly Question[] {
  return includedFeatures(pack, answers).flatMap((feature) =>
    (probes.get(feature.id) ?? []).map((probe) => ({ path: `${feature.folder}/probes.json`, probe })),
  )
}
