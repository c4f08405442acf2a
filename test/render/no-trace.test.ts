import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/model/answers.ts'
import { inOrder } from '../../src/model/feature-order.ts'
import type { FeatureManifest } from '../../src/model/manifest.ts'
import { choosable, type Feature, type Pack } from '../../src/model/pack.ts'
import { includedFeatures } from '../../src/render/included.ts'
import { render } from '../../src/render/render.ts'
import { answersFor, everything, featuresOfPreset, realPack } from '../support/real-pack.ts'

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
    const without = packWithout(realPack, feature)
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

/**
 * The pack with a feature's folder deleted. Gone are with it: parts that join only beside it, its name in other
 * manifests, and lines meant for its files.
 */
function packWithout(pack: Pack, gone: Feature): Pack {
  const left = pack.features.filter(
    (feature) => feature !== gone && !feature.manifest.automatic?.with?.includes(gone.id),
  )
  const targets = new Set(left.flatMap(({ files }) => files.map(({ target }) => target)))
  return {
    ...pack,
    features: inOrder(
      left.map((feature) => ({
        ...feature,
        manifest: manifestWithout(feature.manifest, gone.id),
        fragments: feature.fragments.filter(({ target }) => targets.has(target)),
      })),
    ),
  }
}

function manifestWithout(
  { requires, after, before, automatic, ...rest }: FeatureManifest,
  id: string,
): FeatureManifest {
  const forget = (list: readonly string[] = []) => list.filter((name) => name !== id)
  const joins = automatic?.without ? { ...automatic, without: forget(automatic.without) } : automatic
  return {
    ...rest,
    requires: forget(requires),
    after: forget(after),
    before: forget(before),
    ...(joins ? { automatic: joins } : {}),
  }
}
