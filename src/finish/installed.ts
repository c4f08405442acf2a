import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PackageManager } from '../model/answers.ts'

/**
 * Why a project is without its packages though its package manager ended well, with the next move; undefined where they
 * are there.
 */
export function whyNotInstalled(directory: string, packageManager: PackageManager): string | undefined {
  const above = foldersFrom(directory)
  // Where Yarn puts no package anywhere, this file says where they are.
  if (packageManager === 'yarn' && above.some((folder) => existsSync(join(folder, '.pnp.cjs')))) return undefined
  // In a workspace, all but pnpm may put what its members share into a folder above.
  const places = packageManager === 'pnpm' ? [directory] : above
  const missing = packagesOf(directory).find(
    (name) => !places.some((folder) => existsSync(join(folder, 'node_modules', name))),
  )
  if (missing === undefined) return undefined
  const workspace = above.slice(1).find((folder) => existsSync(join(folder, 'pnpm-workspace.yaml')))
  if (packageManager === 'pnpm' && workspace !== undefined) {
    return `it installed the workspace of ${join(workspace, 'pnpm-workspace.yaml')}, which does not list this project. List it there, or run "pnpm install --ignore-workspace".`
  }
  return `it ended without an error, but ${missing} is not in node_modules. Look at its settings, then run "${packageManager} install".`
}

function foldersFrom(directory: string): string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...foldersFrom(parent)]
}

/** The packages that the project names for its development. */
function packagesOf(directory: string): string[] {
  const path = join(directory, 'package.json')
  const json = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) : {}
  return Object.keys(json.devDependencies ?? {})
}
