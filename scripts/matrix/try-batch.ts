import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { NodeMajor } from '../../src/model/answers.ts'
import { compile } from '../../test/support/compile.ts'
import { failuresIn, runCompiledTests, testsRun } from '../../test/support/own-tests.ts'
import { linkModules, type Project } from '../../test/support/project.ts'
import type { Run } from '../../test/support/run.ts'
import { ask, fileComplaints, type Question } from './ask.ts'
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

/** Projects that have the same code and are asked the same of a server: one server stands for them all. */
interface Compiled {
  readonly trees: readonly Tree[]
  /** The first of them on disk, with `dist/` and `.tests/`. */
  readonly project: Project
}

/**
 * Type-checks and compiles the code of each group, which its projects share, starts it as a server and asks it the
 * probes of their features, and runs the own tests of some. `root` is made for it; in the end it holds the projects
 * that failed.
 */
export async function tryBatch(root: string, groups: readonly (readonly Tree[])[], trial: Trial): Promise<Outcome> {
  const { failures, stopwatch, program } = trial
  mkdirSync(root)
  linkModules(root, trial.node)
  const checked = await stopwatch.time('type-checked and compiled', () => compileGroups(root, groups, failures))

  const started: Tree[] = []
  const serve = async ({ trees, project }: Compiled) => {
    const [first] = trees
    if (first === undefined) return
    const complaints = await ask(program, project.folder, trial.questionsFor(first)).catch((error: unknown) => [
      error instanceof Error ? error.message : String(error),
    ])
    for (const tree of trees) {
      const found = [...complaints, ...fileComplaints(tree.files, trial.questionsFor(tree))]
      failures.add(tree.combination, 'does not answer as its features should', found)
      if (found.length === 0) started.push(tree)
    }
  }
  await stopwatch.time('started and probed', () => inParallel(checked, availableParallelism() * 3, serve))

  const tested: Tree[] = []
  const runTests = async ({ tree, project }: { readonly tree: Tree; readonly project: Project }) => {
    const problems = problemsIn(await runCompiledTests(project.folder, program))
    failures.add(tree.combination, 'fails its own tests', problems)
    if (problems.length === 0) tested.push(tree)
  }
  const chosen = checked.flatMap(({ trees, project }) =>
    trees.filter(trial.isTested).map((tree) => ({ tree, project: wholeProject(root, tree, project) })),
  )
  await stopwatch.time('ran their own tests', () => inParallel(chosen, availableParallelism() * 2, runTests))

  clearUp(root, groups.flat(), trial)
  return { checked: checked.flatMap(({ trees }) => trees), started, tested }
}

/** What is wrong in a run of a project's own tests. A run without tests is wrong. */
export function problemsIn(outcome: Run): readonly string[] {
  return outcome.status === 0 && testsRun(outcome) > 0 ? [] : failuresIn(outcome).split('\n')
}

/** Compiles the first project of each group. */
async function compileGroups(
  root: string,
  groups: readonly (readonly Tree[])[],
  failures: Failures,
): Promise<readonly Compiled[]> {
  const placed = groups.flatMap((trees) =>
    trees.slice(0, 1).map((tree) => ({ trees, project: placeTree(tree, folderOf(root, tree)) })),
  )
  const projects = placed.map(({ project }) => project)
  const complaints = await compile(root, projects, true)
  for (const { trees, project } of placed) {
    for (const tree of trees) failures.add(tree.combination, 'does not type-check', complaints.get(project.name) ?? [])
  }
  const sound = placed.filter(({ project }) => !complaints.has(project.name))
  for (const { project } of sound) linkFolder(join(project.folder, '.tests/src'), join(project.folder, 'dist'))
  return sound
}

/** A project of a group on disk: its own files, and what was made of the code that it shares with the first. */
function wholeProject(root: string, tree: Tree, first: Project): Project {
  const folder = folderOf(root, tree)
  if (folder === first.folder) return first
  const project = placeTree(tree, folder)
  for (const made of ['.tests', 'dist']) linkFolder(join(first.folder, made), join(folder, made))
  return project
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
