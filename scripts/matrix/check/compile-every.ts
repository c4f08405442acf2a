import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeMajor } from '../../../src/model/answers.ts'
import { groupBy } from '../../../test/support/group-by.ts'
import { linkModules, place } from '../../../test/support/project.ts'
import type { Failures } from '../failures.ts'
import type { Tree } from '../render/render-every.ts'
import { compileTexts, isTypeScript, runCompiler, type Texts } from './compile-texts.ts'
import { type Entry, planChecks } from './plan-checks.ts'

/** Projects that have the same code, and what its texts were compiled to. */
export interface Group {
  readonly trees: readonly Tree[]
  readonly texts: Texts
}

type TreeComplaints = ReadonlyMap<Tree, readonly string[]>

/**
 * Type-checks and compiles projects as their own tsconfig.json asks, what many have alike once: in each group all have
 * the same code. `root` is made for it. Resolves to the groups with which nothing is wrong.
 */
export async function compileEvery(
  root: string,
  groups: readonly (readonly Tree[])[],
  { node, failures }: { readonly node: NodeMajor; readonly failures: Failures },
): Promise<readonly Group[]> {
  mkdirSync(root)
  linkModules(root, node)
  const byFirst = new Map(groups.flatMap((trees) => trees.slice(0, 1).map((first) => [first, trees] as const)))
  const kinds = groupBy([...byFirst.keys()], (tree) => `${typeOf(tree)} ${textOf(tree, 'tsconfig.json')}`)
  const sound: Group[] = []
  for (const [index, kind] of [...kinds.values()].entries()) {
    const { texts, complaints } = await compileKind(join(root, String(index)), kind)
    for (const first of kind) {
      const trees = byFirst.get(first) ?? []
      const found = complaints.get(first) ?? []
      for (const { combination } of trees) failures.add(combination, 'does not type-check', found)
      if (found.length === 0) sound.push({ trees, texts })
    }
  }
  return sound
}

/** The same of projects that have one tsconfig.json. */
async function compileKind(root: string, trees: readonly Tree[]) {
  mkdirSync(root)
  const [first] = trees
  if (first !== undefined) writeSettings(root, first)
  const texts = await compileTexts(
    root,
    trees.flatMap(({ files }) => [...files].filter(([path]) => isTypeScript(path))),
  )
  return { texts, complaints: await checkTogether(join(root, 'checks'), trees, texts) }
}

/**
 * Resolves to what is wrong with which project. Where one has a text that is no code, the compiler looks at nothing else:
 * the others are checked again without it.
 */
async function checkTogether(root: string, trees: readonly Tree[], texts: Texts): Promise<TreeComplaints> {
  const complaints = await runChecks(root, trees, texts)
  const broken = new Set([...complaints].filter(([, list]) => list.some(isOfSyntax)).map(([tree]) => tree))
  if (broken.size === 0) return complaints
  const others = trees.filter((tree) => !broken.has(tree))
  return new Map([...complaints, ...(await checkTogether(`${root}-again`, others, texts))])
}

function isOfSyntax(complaint: string): boolean {
  return /: error TS1\d{3}: /.test(complaint)
}

/** Runs the compiler. Resolves to what is wrong with which project. */
async function runChecks(root: string, trees: readonly Tree[], texts: Texts): Promise<TreeComplaints> {
  const plan = planChecks(trees, texts)
  mkdirSync(join(root, 'code'), { recursive: true })
  for (const tree of trees.slice(0, 1)) writeSettings(root, tree)
  for (const [name, { text }] of plan) writeFileSync(join(root, 'code', name), text)
  const tsc = await runCompiler(root, 'checks', { noEmit: true }, ['code'])
  const withPaths = createPathWriter(plan)
  const complaints = new Map<Tree, string[]>()
  for (const output of tsc.output.split('\n')) {
    const [, name = '', line, message = ''] = /^code\/(.+?)\((\d+),\d+\): (.*)$/.exec(output) ?? []
    const entry = plan.get(name)
    if (entry === undefined) continue
    const { path, isSource } = entry
    for (const tree of entry.trees) {
      const where = isSource ? place(tree.lines, path, Number(line)) : `${path} as others see it`
      complaints.set(tree, [...(complaints.get(tree) ?? []), `${where}: ${withPaths(message)}`])
    }
  }
  if (tsc.status !== 0 && complaints.size === 0) throw new Error(`tsc failed:\n${tsc.output}`)
  return complaints
}

/** Replaces names of entries in messages of the compiler by the paths that the files have in projects. */
function createPathWriter(plan: ReadonlyMap<string, Entry>): (message: string) => string {
  const paths = new Map([...plan].map(([name, { path }]) => [name.slice(0, name.indexOf('.')), path]))
  return (message) =>
    message.replaceAll(/[^\s'"]*\b(entry\d+)\b[\w.]*/g, (whole, name: string) => paths.get(name) ?? whole)
}

/** What the compiler reads of a project besides its code. */
function writeSettings(root: string, tree: Tree): void {
  writeFileSync(join(root, 'tsconfig.json'), textOf(tree, 'tsconfig.json'))
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: typeOf(tree) }))
}

function textOf({ files }: Tree, path: string): string {
  return files.get(path) ?? ''
}

/** Whether its files are modules. */
function typeOf(tree: Tree): string | undefined {
  return (JSON.parse(textOf(tree, 'package.json')) as { type?: string }).type
}
