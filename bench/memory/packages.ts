import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchFolder } from '../run/folders.ts'

/** What an install of a stack brings. */
export interface Installed {
  readonly packages: number
  readonly bytes: number
}

type Lockfile = Readonly<Record<string, Entry>>

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** Counts packages with all that they require, and the bytes of their files as they are in bench/node_modules. */
export function installedFor(packages: readonly string[]): Installed {
  const lockfile = JSON.parse(readFileSync(join(benchFolder, 'package-lock.json'), 'utf8')) as { packages: Lockfile }
  const folders = requiredBy(packages, lockfile.packages)
  return {
    packages: folders.length,
    bytes: folders.reduce((sum, folder) => sum + bytesIn(join(benchFolder, folder)), 0),
  }
}

/** The folders of packages and of all that they require, as npm has placed them. */
export function requiredBy(names: readonly string[], lockfile: Lockfile): readonly string[] {
  const found = new Set<string>()
  const add = (name: string, from: string) => {
    const folder = folderOf(name, from, lockfile)
    if (folder === undefined || found.has(folder)) return
    found.add(folder)
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = lockfile[folder] ?? {}
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional)
    for (const required of [...Object.keys(dependencies), ...peers]) add(required, folder)
  }
  for (const name of names) add(name, '')
  return [...found]
}

/** Where Node finds a package that is required from a folder: nearest first. */
function folderOf(name: string, from: string, lockfile: Lockfile): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at}/node_modules/${name}`.replace(/^\//, '')
    if (folder in lockfile) return folder
    if (at === '') return undefined
  }
}

/** Of its own files, without packages inside it. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? bytesIn(path) : lstatSync(path).size
    })
    .reduce((sum, size) => sum + size, 0)
}
