import { brokenPack } from '../model/failure.ts'
import { type Feature, manifestPath } from '../model/pack.ts'
import { fillText } from './placeholders.ts'

/** What features add to package.json, each list sorted by name. */
export interface PackageLists {
  readonly dependencies: readonly PackageEntry[]
  readonly devDependencies: readonly PackageEntry[]
  readonly scripts: readonly PackageEntry[]
}

export interface PackageEntry {
  readonly name: string
  /** A range of versions, or a command. */
  readonly value: string
}

/** Throws a Failure that names both features where two give one name different values. */
export function packageLists(included: readonly Feature[], scope: object): PackageLists {
  return {
    dependencies: listOf('dependencies', included, scope),
    devDependencies: listOf('devDependencies', included, scope),
    scripts: listOf('scripts', included, scope),
  }
}

function listOf(key: keyof PackageLists, included: readonly Feature[], scope: object): readonly PackageEntry[] {
  const entries = new Map<string, { readonly value: string; readonly owner: Feature }>()
  for (const owner of included) {
    for (const [name, text] of Object.entries(owner.manifest[key] ?? {})) {
      const value = fillText(manifestPath(owner), text, scope)
      const other = entries.get(name)
      if (other !== undefined && other.value !== value) throw differs(key, name, owner, other.owner)
      entries.set(name, { value, owner })
    }
  }
  return [...entries].map(([name, { value }]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function differs(key: string, name: string, one: Feature, two: Feature): Error {
  return brokenPack(
    `${manifestPath(two)} and ${manifestPath(one)} give "${name}" different values in "${key}": let them agree`,
  )
}
