import { inOrder } from '../../src/model/feature-order.ts'
import type { FeatureManifest } from '../../src/model/manifest.ts'
import type { Feature, Pack } from '../../src/model/pack.ts'

/**
 * The pack with the folders of these features deleted. Gone are with them: parts that join only beside one of them, what
 * could be chosen to provide something to them,
 * their names in other manifests, and lines meant for their files.
 */
export function packWithout(pack: Pack, gone: readonly Feature[]): Pack {
  const ids = new Set(gone.map(({ id }) => id))
  const left = pack.features.filter(({ id, manifest }) => {
    const serves = gone.some(
      (feature) => manifest.provides !== undefined && feature.manifest.options?.[manifest.provides],
    )
    return !ids.has(id) && !serves && !manifest.automatic?.with?.some((other) => ids.has(other))
  })
  const targets = new Set(left.flatMap(({ files }) => files.map(({ target }) => target)))
  return {
    ...pack,
    features: inOrder(
      left.map((feature) => ({
        ...feature,
        manifest: manifestWithout(feature.manifest, ids),
        fragments: feature.fragments.filter(({ target }) => targets.has(target)),
      })),
    ),
  }
}

function manifestWithout(
  { requires, after, before, automatic, ...rest }: FeatureManifest,
  ids: ReadonlySet<string>,
): FeatureManifest {
  const forget = (list: readonly string[] = []) => list.filter((name) => !ids.has(name))
  const joins = automatic?.without ? { ...automatic, without: forget(automatic.without) } : automatic
  return {
    ...rest,
    requires: forget(requires),
    after: forget(after),
    before: forget(before),
    ...(joins ? { automatic: joins } : {}),
  }
}
