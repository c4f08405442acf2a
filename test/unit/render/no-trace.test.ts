import { describe, expect, test } from 'vitest'
import type { Answers } from '../../../src/model/answers.ts'
import { choosable } from '../../../src/model/pack.ts'
import { includedFeatures } from '../../../src/render/included.ts'
import { render } from '../../../src/render/render.ts'
import { packWithout } from '../../support/pack-without.ts'
import { answersFor, everything, featuresOfPreset, realPack } from '../../support/real-pack.ts'

const ids = choosable(realPack).map(({ id }) => id)
const projects: readonly Answers[] = [
  answersFor(realPack, [], 20),
  ...ids.map((id) => answersFor(realPack, [id], 22)),
  ...Object.keys(realPack.presets).map((preset) => answersFor(realPack, featuresOfPreset(realPack, preset), 20)),
  ...ids.map((id) => largestWithout(id)),
]
const rendered = new Map(projects.map((answers) => [answers, Object.fromEntries(render(realPack, answers))]))
const optional = realPack.features.filter(({ manifest }) => !manifest.automatic?.always)

describe('a project without a feature is what it would be if the feature had never been written', () => {
  test.each(optional.map((feature) => [feature.id, feature] as const))('%s', (id, feature) => {
    const without = packWithout(realPack, [feature])
    const others = projects.filter((answers) => !includedFeatures(realPack, answers).includes(feature))
    expect(others.length, `projects without ${id}`).toBeGreaterThan(0)
    for (const answers of others) expect(Object.fromEntries(render(without, answers))).toEqual(rendered.get(answers))
  })
})

test('everything chosen leaves nothing out', () => {
  const included = includedFeatures(realPack, everything(realPack, 20))
  expect(ids.filter((id) => !included.some((feature) => feature.id === id))).toEqual([])
})

/** Everything that can be chosen beside a project without that feature. */
function largestWithout(id: string): Answers {
  const possible = ids.filter((other) => !answersFor(realPack, [other], 24).features.includes(id))
  return answersFor(realPack, possible, 24)
}
