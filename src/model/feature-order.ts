import { brokenPack } from './failure.ts'
import { type Feature, manifestPath } from './pack.ts'

/**
 * Features in the order of their fragments: always-on ones first, then each behind what it requires or comes after,
 * ties by id. Throws a Failure that names a circle.
 */
export function inOrder(features: readonly Feature[]): readonly Feature[] {
  const left = [...features].sort((a, b) => Number(isBase(b)) - Number(isBase(a)) || (a.id < b.id ? -1 : 1))
  const ordered: Feature[] = []
  while (left.length > 0) {
    const next = left.findIndex((feature) => !left.some((other) => other !== feature && precedes(other, feature)))
    if (next === -1) {
      throw brokenPack(
        `${left.map(manifestPath).join(', ')}: their order runs in a circle: take one name out of "requires", "after" or "before"`,
      )
    }
    ordered.push(...left.splice(next, 1))
  }
  return ordered
}

function precedes(first: Feature, second: Feature): boolean {
  const { requires = [], after = [] } = second.manifest
  return requires.includes(first.id) || after.includes(first.id) || (first.manifest.before ?? []).includes(second.id)
}

function isBase(feature: Feature): boolean {
  return feature.manifest.automatic?.always === true
}
