import { refused } from './changelog.ts'

/** Throws a Failure for a version that cannot follow those that were released and the one that package.json has. */
export function checkVersion(version: string | undefined, released: readonly string[], current: string): string {
  if (version === undefined || !/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version)) {
    throw refused(`${JSON.stringify(version ?? '')} is no version: write npm run release -- 0.2.0`)
  }
  const newest = [...released].sort(compareVersions).at(-1)
  if (newest !== undefined && compareVersions(version, newest) <= 0) {
    throw refused(`${version} is not greater than ${newest}, which CHANGELOG.md has already: take a greater one`)
  }
  // Before the first release it is the version to come.
  if (compareVersions(version, current) < 0) {
    throw refused(`${version} is less than ${current}, the version in package.json: take a greater one`)
  }
  return version
}

function compareVersions(one: string, other: string): number {
  const others = other.split('.').map(Number)
  const differences = one.split('.').map((part, index) => Number(part) - (others[index] ?? 0))
  return differences.find((difference) => difference !== 0) ?? 0
}
