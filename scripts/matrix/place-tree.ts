import { linkSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Project } from '../../test/support/project.ts'
import type { Tree } from './render-every.ts'

/** Writes a whole project to a folder of its own. */
export function placeTree(tree: Tree, folder: string): Project {
  const made = new Set<string>()
  for (const [path, text] of tree.files) {
    const file = join(folder, path)
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    made.add(dirname(file))
    writeFileSync(file, text)
  }
  const { name, answers } = tree.combination
  return {
    name,
    answers,
    folder,
    get files() {
      return tree.lines.files
    },
  }
}

/** Gives a folder every file of another one that has been compiled, without copying it. */
export function linkFolder(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(from, name)).isDirectory()) continue
    mkdirSync(dirname(join(to, name)), { recursive: true })
    linkSync(join(from, name), join(to, name))
  }
}
