import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Beside package.json, whatever the working directory is and wherever this module was compiled to. */
export function locateStaticDir(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return join(folder, 'public')
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
