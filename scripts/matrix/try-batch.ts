import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { NodeMajor } from '../../src/model/answers.ts'
import { compile } from '../../test/support/compile.ts'
import { failuresIn, runCompiledTests, testsRun } from '../../test/support/own-tests.ts'
import { linkModules, type Project } from '../../test/support/project.ts'
import type { Run } from '../../test/support/run.ts'
import { ask, type Question } from './ask.ts'
import type { Failures } from './failures.ts'
import { inParallel } from './in-parallel.ts'
import { linkFolder, placeTree } from './place-tree.ts'
import type { Tree } from './render-every.ts'
import type { Stopwatch } from './stopwatch.ts'

export interface Trial {
  readonly failures: Failures
  readonly stopwatch: Stopwatch
  /** What the projects were made for. */
  readonly node: NodeMajor
  /** The Node to run things on. */
  readonly program: string
  questionsFor(tree: Tree): readonly Question[]
  /** Does it run its own tests? */
  isTested(tree: Tree): boolean
  say(text: string): void
}

/** Which trees came through. */
export interface Outcome {
  readonly checked: readonly Tree[]
  readonly started: readonly Tree[]
  readonly tested: readonly Tree[]
}

interface Compiled {
  readonly tree: Tree
  readonly project: Project
}

/**
 * Type-checks and compiles groups of projects that have the same code each, starts every project and asks it the probes
 * of its features, and runs the own tests of some. `root` is made for it; in the end it holds the projects that failed.
 */
export async function tryBatch(root: string, groups: readonly (readonly Tree[])[], trial: Trial): Promise<Outcome> {
  const { failures, stopwatch, program } = trial
  mkdirSync(root)
  linkModules(root, trial.node)
  const checked = await stopwatch.time('type-checked and compiled', () => compileGroups(root, groups, failures))

  const started: Tree[] = []
  const serve = async ({ tree, project }: Compiled) => {
    const complaints = await ask(
      program,
      { folder: project.folder, files: tree.files },
      trial.questionsFor(tree),
    ).catch((error: unknown) => [error instanceof Error ? error.message : String(error)])
    failures.add(tree.combination, 'does not answer as its features should', complaints)
    if (complaints.length === 0) started.push(tree)
  }
  await stopwatch.time('started and probed', () => inParallel(checked, availableParallelism() * 3, serve))

  const tested: Tree[] = []
  const runTests = async ({ tree, project }: Compiled) => {
    const problems = problemsIn(await runCompiledTests(project.folder, program))
    failures.add(tree.combination, 'fails its own tests', problems)
    if (problems.length === 0) tested.push(tree)
  }
  const chosen = checked.filter(({ tree }) => trial.isTested(tree))
  await stopwatch.time('ran their own tests', () => inParallel(chosen, availableParallelism() * 2, runTests))

  clearUp(root, groups.flat(), trial)
  return { checked: checked.map(({ tree }) => tree), started, tested }
}

/** What is wrong in a run of a project's own tests. A run without tests is wrong. */
export function problemsIn(outcome: Run): readonly string[] {
  return outcome.status === 0 && testsRun(outcome) > 0 ? [] : failuresIn(outcome).split('\n')
}

/** Compiles one project of each group; the others of it, whose code is the same, get links to what was made. */
async function compileGroups(
  root: string,
  groups: readonly (readonly Tree[])[],
  failures: Failures,
): Promise<readonly Compiled[]> {
  const placed = groups.map((trees) => trees.map((tree) => ({ tree, project: placeTree(tree, folderOf(root, tree)) })))
  const first = placed.flatMap((group) => group.slice(0, 1)).map(({ project }) => project)
  const complaints = await compile(root, first, true)
  for (const group of placed) {
    const found = complaints.get(group[0]?.project.name ?? '') ?? []
    for (const { tree } of group) failures.add(tree.combination, 'does not type-check', found)
  }
  const sound = placed.filter(([one]) => one !== undefined && !failures.has(one.tree.combination))
  for (const [one, ...others] of sound) {
    const made = join(one?.project.folder ?? '', '.tests')
    for (const { project } of others) linkFolder(made, join(project.folder, '.tests'))
  }
  const all = sound.flat()
  for (const { project } of all) linkFolder(join(project.folder, '.tests/src'), join(project.folder, 'dist'))
  return all
}

function folderOf(root: string, { combination }: Tree): string {
  return join(root, combination.answers.features.join('+') || 'nothing')
}

/** Leaves what failed, to be looked into. */
function clearUp(root: string, trees: readonly Tree[], { failures, say }: Trial): void {
  const failed = trees.filter(({ combination }) => failures.has(combination))
  if (failed.length === 0) rmSync(root, { recursive: true })
  for (const tree of trees) {
    if (failures.has(tree.combination)) say(`look into ${folderOf(root, tree)}`)
    else rmSync(folderOf(root, tree), { recursive: true, force: true })
  }
}
