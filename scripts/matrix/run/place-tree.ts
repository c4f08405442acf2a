import { linkSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isTypeScript, scriptOf, type Texts } from '../check/compile-texts.ts'
import type { Tree } from '../render/render-every.ts'

/** The name of a folder for a project. */
export function folderName({ combination }: Tree): string {
  return combination.name.replaceAll(/[^\w-]+/g, '+')
}

/** Writes a whole project to a folder of its own. */
export function placeTree({ files }: Tree, folder: string): void {
  makeDirectories(folder, [...files.keys()])
  for (const [path, text] of files) writeFileSync(join(folder, path), text)
}

/** The same, and what `npm run build` compiles. */
export function placeBuilt(tree: Tree, texts: Texts, folder: string): void {
  placeTree(tree, folder)
  const code = [...tree.files].filter(([path]) => isTypeScript(path) && path.startsWith('src/'))
  linkScripts(
    folder,
    code.map(([path, text]) => [path.replace('src', 'dist'), texts(path, text).script]),
  )
}

/** The same, and what the test script of a project for an old Node compiles. */
export function placeWithTests(tree: Tree, texts: Texts, folder: string): void {
  placeTree(tree, folder)
  const code = [...tree.files].filter(([path]) => isTypeScript(path))
  linkScripts(
    folder,
    code.map(([path, text]) => [join('.tests', path), texts(path, text).script]),
  )
}

/** Gives a folder every file of another one that has been compiled, without copying it. */
export function linkFolder(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(from, name)).isDirectory()) continue
    mkdirSync(dirname(join(to, name)), { recursive: true })
    linkSync(join(from, name), join(to, name))
  }
}

function linkScripts(folder: string, links: readonly (readonly [path: string, script: string])[]): void {
  const made = links.map(([path, script]) => [scriptOf(path), script] as const)
  makeDirectories(
    folder,
    made.map(([path]) => path),
  )
  for (const [path, script] of made) linkSync(script, join(folder, path))
}

function makeDirectories(folder: string, paths: readonly string[]): void {
  for (const directory of new Set(paths.map((path) => dirname(path)))) {
    mkdirSync(join(folder, directory), { recursive: true })
  }
}
