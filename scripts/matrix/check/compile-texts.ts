import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { type Run, run } from '../../../test/support/run.ts'

/** What the compiler makes of a text by itself, whatever stands around it. */
export interface Compiled {
  /** Where its JavaScript is. */
  readonly script: string
  /** What importers see of it; undefined where that follows from what it imports as well. */
  readonly declarations: string | undefined
}

/** What became of a text, by the path of a file that has it. */
export type Texts = (path: string, text: string) => Compiled

/** A path in a project, and the text there. */
export type Source = readonly [path: string, text: string]

const compilerMs = 600_000

/** Is it a file that the tsconfig.json of projects includes, or that its tests import? */
export function isTypeScript(path: string): boolean {
  return /^[^./]+\/.*\.[cm]?ts$/.test(path)
}

/** The path of what is made of a file: `scriptOf('a.ts')` is `a.js`. */
export function scriptOf(path: string): string {
  return path.replace(/\.([cm]?)ts$/, '.$1js')
}

export function declarationsOf(path: string): string {
  return path.replace(/\.([cm]?)ts$/, '.d.$1ts')
}

/**
 * Compiles texts, equal ones once, to JavaScript and to declarations. With the syntax that tsconfig.json allows, both
 * follow from a text alone, so nothing is looked up or checked here. `root` has the tsconfig.json of a project.
 */
export async function compileTexts(root: string, sources: readonly Source[]): Promise<Texts> {
  const distinct = new Map(sources.map(([path, text]) => [extname(path) + text, { extension: extname(path), text }]))
  mkdirSync(join(root, 'texts'))
  for (const [id, { extension, text }] of [...distinct.values()].entries()) {
    writeFileSync(join(root, 'texts', `${id}${extension}`), text)
  }
  const alone = { isolatedDeclarations: true, declaration: true, noCheck: true, noResolve: true, types: [] }
  const tsc = await runCompiler(root, 'texts', { ...alone, noEmit: false, rootDir: 'texts', outDir: 'made' }, ['texts'])
  const open = new Set([...tsc.output.matchAll(/^texts\/(\d+)\./gm)].map(([, id]) => Number(id)))
  if (tsc.status !== 0 && open.size === 0) throw new Error(`tsc failed:\n${tsc.output}`)
  const made = new Map(
    [...distinct].map(([key, { extension }], id) => {
      const path = join(root, 'made', `${id}${extension}`)
      const declarations = open.has(id) ? undefined : readFileSync(declarationsOf(path), 'utf8')
      return [key, { script: scriptOf(path), declarations }]
    }),
  )
  return (path, text) => {
    const compiled = made.get(extname(path) + text)
    if (compiled === undefined) throw new Error(`${path} has a text that was not compiled`)
    return compiled
  }
}

/** Runs the compiler on files below `root` as the tsconfig.json there asks, but for these options. */
export function runCompiler(root: string, name: string, options: object, include: readonly string[]): Promise<Run> {
  const config = { extends: './tsconfig.json', compilerOptions: { rootDir: '.', ...options }, include }
  writeFileSync(join(root, `${name}.json`), JSON.stringify(config))
  const args = ['-p', `${name}.json`, '--pretty', 'false']
  return run(resolve('node_modules/.bin/tsc'), args, { cwd: root, timeout: compilerMs })
}
