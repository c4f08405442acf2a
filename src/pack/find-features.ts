import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { nodeMajors, packageManagers } from '../model/answers.ts'
import { brokenPack } from '../model/failure.ts'
import type { FeatureManifest } from '../model/manifest.ts'
import { linked } from './read-text.ts'

/** The folder of a feature, and what follows from where it is. */
export interface FeatureFolder {
  readonly id: string
  readonly directory: string
  /** As messages name it. */
  readonly shown: string
  readonly follows: Follows
}

export type Follows = Pick<FeatureManifest, 'automatic' | 'provides'>

/** A folder that is read: on disk, and as messages name it. */
type Place = Pick<FeatureFolder, 'directory' | 'shown'>

/**
 * Every folder with a feature below `place`. Those of `features`, `lib`, `targets` and `capabilities` are what these names
 * say; one that lies elsewhere is what its manifest says. Throws a Failure for a link, and for templates without a manifest.
 */
export function findFeatures(place: Place): readonly FeatureFolder[] {
  return foldersIn(place).flatMap(([name, folder]) => {
    const group = Object.hasOwn(groups, name) && !isFeature(folder) ? groups[name] : undefined
    if (group !== undefined) return group(folder)
    return featureIn(folder, name, name === 'base' ? { automatic: { always: true } } : {})
  })
}

const groups: Readonly<Record<string, (place: Place) => readonly FeatureFolder[]>> = {
  features: (place) => foldersIn(place).flatMap(([id, folder]) => featureIn(folder, id, {})),
  lib: (place) => foldersIn(place).flatMap(([id, folder]) => featureIn(folder, id, { automatic: { shared: true } })),
  targets: (place) =>
    foldersIn(place).flatMap(([id, folder]) => featureIn(folder, `for-${id}`, { automatic: targetOf(id) ?? {} })),
  capabilities: (place) =>
    foldersIn(place).flatMap(([provides, capability]) =>
      foldersIn(capability).flatMap(([name, folder]) => featureIn(folder, `${provides}-${name}`, { provides })),
    ),
}

/** The feature in a folder, with those below its `parts/`, `with/` and `without/`. None where it is a folder of something else. */
function featureIn(place: Place, id: string, follows: Follows): readonly FeatureFolder[] {
  if (!isFeature(place)) {
    if (!['files', 'slots'].some((name) => holdsFiles(inside(place, name)))) return []
    throw brokenPack(`${place.shown}/feature.json: there is no such file; add it, or move its folder away`)
  }
  const beside = foldersIn(inside(place, 'with')).flatMap(([other, folder]) => {
    const target = targetOf(other)
    const automatic = target === undefined ? { with: [id, other] } : { with: [id], ...target }
    return featureIn(folder, `${id}-with-${other}`, { automatic })
  })
  const parts = foldersIn(inside(place, 'parts')).flatMap(([name, folder]) =>
    featureIn(folder, name, { automatic: { with: [id] } }),
  )
  const instead = foldersIn(inside(place, 'without')).flatMap(([name, folder]) =>
    featureIn(folder, name, { automatic: { without: [id] } }),
  )
  return [{ id, ...place, follows }, ...parts, ...beside, ...instead]
}

/** `yarn` and `below-node-24`: what a project is made for. */
function targetOf(name: string): FeatureManifest['automatic'] {
  const packageManager = packageManagers.find((manager) => manager === name)
  if (packageManager !== undefined) return { packageManager }
  const nodeBelow = nodeMajors.find((node) => name === `below-node-${node}`)
  return nodeBelow === undefined ? undefined : { nodeBelow }
}

function isFeature({ directory }: Place): boolean {
  return existsSync(join(directory, 'feature.json'))
}

function holdsFiles({ directory }: Place): boolean {
  if (!existsSync(directory)) return false
  return readdirSync(directory, { recursive: true, withFileTypes: true }).some((entry) => !entry.isDirectory())
}

function inside({ directory, shown }: Place, name: string): Place {
  return { directory: join(directory, name), shown: `${shown}/${name}` }
}

function foldersIn(place: Place): readonly (readonly [string, Place])[] {
  if (!existsSync(place.directory)) return []
  return readdirSync(place.directory, { withFileTypes: true })
    .filter(({ name }) => !/^\.|^node_modules$/.test(name))
    .filter(({ name }) => statSync(join(place.directory, name), { throwIfNoEntry: false })?.isDirectory())
    .map((entry) => {
      const folder = inside(place, entry.name)
      if (entry.isSymbolicLink()) throw brokenPack(`${folder.shown}: ${linked}`)
      return [entry.name, folder] as const
    })
}
