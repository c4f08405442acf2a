import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brokenPack, wrongRequest } from '../model/failure.ts'
import { inOrder } from '../model/feature-order.ts'
import { type Feature, manifestPath, type Pack, shownFolder } from '../model/pack.ts'
import { checkManifests } from './check-manifests.ts'
import { readFeatures } from './read-features.ts'
import { manifestFaults } from './schema-faults.ts'

/**
 * A pack with the features of somebody's own folders among its own, with the same rights. `folders` as they were named,
 * seen from `cwd`. Nothing in them is run. Throws a Failure that names the file that is wrong, or both sides of a clash.
 */
export function joinPacks(pack: Pack, folders: readonly string[], cwd: string): Pack {
  const joined = [...pack.features]
  for (const feature of folders.flatMap((folder) => readOwn(folder, cwd))) {
    checkClash(feature, joined)
    joined.push(feature)
  }
  checkManifests(joined, pack.presets)
  return { ...pack, features: inOrder(joined), folders: [...(pack.folders ?? []), ...folders] }
}

function readOwn(folder: string, cwd: string): readonly Feature[] {
  const directory = resolve(cwd, folder)
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw wrongRequest(`${folder}: there is no such folder; name one that holds a folder for each feature`)
  }
  if (existsSync(join(directory, 'feature.json'))) {
    throw wrongRequest(`${folder}: this is one feature; name the folder that holds it`)
  }
  const shown = shownFolder(folder)
  const features = readFeatures(directory, shown, (manifest, path) => {
    const faults = manifestFaults(manifest)
    if (faults.length > 0) throw brokenPack(faults.map((fault) => `${path}: ${fault}`).join('\n'))
  })
  if (features.length > 0) return features.map((feature) => ({ ...feature, foreign: true as const }))
  throw wrongRequest(`${folder}: it holds no feature; make a folder in it with a feature.json`)
}

function checkClash(feature: Feature, others: readonly Feature[]): void {
  const path = manifestPath(feature)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(feature.id) || feature.id.startsWith('no-')) {
    throw brokenPack(
      `${path}: "${feature.id}" cannot be a feature's name: give its folder small letters, digits and single dashes, and not "no-" ahead`,
    )
  }
  const inherited = [feature.id, ...Object.keys(feature.manifest.options ?? {})].find((name) => name in {})
  if (inherited) throw brokenPack(`${path}: "${inherited}" is what JavaScript calls something else: take another name`)
  const twin = others.find(({ id }) => id === feature.id)
  if (twin) throw brokenPack(`${path} and ${manifestPath(twin)} are one feature twice: give one folder another name`)
  const reachesPackage = (['dependencies', 'devDependencies', 'scripts'] as const).find((key) => feature.manifest[key])
  if (reachesPackage) {
    throw brokenPack(`${path}: a pack adds nothing to package.json: leave out "${reachesPackage}"`)
  }
  for (const { name } of feature.manifest.settings ?? []) {
    const owner = others.find(({ manifest }) => manifest.settings?.some((setting) => setting.name === name))
    if (owner) throw brokenPack(`${path}: the setting ${name} is that of ${manifestPath(owner)}: take another name`)
  }
}
