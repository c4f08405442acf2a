import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { NodeMajor } from '../../src/model/answers.ts'
import { linkModules } from '../../test/support/project.ts'
import type { Files } from './origins.ts'

/** A generated project in a folder of its own, with the tools it would have installed. */
export interface ScratchProject {
  readonly folder: string
  /** Makes the files of the folder these, and takes away those that were there before and are not among them. */
  write(files: Files): void
  remove(): void
}

/** Where compiled code goes, as in a project whose Node does not run TypeScript. */
export const compiledFolder = '.tests'

export function createScratchProject(node: NodeMajor): ScratchProject {
  const root = mkdtempSync(join(tmpdir(), 'create-raw-http-app-try-'))
  const folder = join(root, 'my-api')
  linkModules(root, node)
  writeFileSync(join(root, 'biome.json'), JSON.stringify(linterRules()))
  let known: readonly string[] = []
  return {
    folder,
    write(files) {
      for (const path of known) if (!files.has(path)) rmSync(join(folder, path))
      for (const [path, text] of textsOf(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      known = [...files.keys()]
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

export function textsOf(files: Files): ReadonlyMap<string, string> {
  return new Map([...files].map(([path, lines]) => [path, lines.map(({ text }) => `${text}\n`).join('')]))
}

/** The repository's own rules. */
function linterRules(): object {
  const { formatter, javascript, linter } = JSON.parse(readFileSync('biome.json', 'utf8')) as Record<string, unknown>
  return { root: true, files: { includes: ['**', `!**/${compiledFolder}`] }, formatter, javascript, linter }
}
