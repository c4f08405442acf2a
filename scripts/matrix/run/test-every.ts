import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeMajor } from '../../../src/model/answers.ts'
import { failuresIn, runCompiledTests, runSourceTests, testsRun } from '../../../test/support/own-tests.ts'
import { missesPostgres, testSettings } from '../../../test/support/postgres.ts'
import { linkModules } from '../../../test/support/project.ts'
import type { Run } from '../../../test/support/run.ts'
import type { Texts } from '../check/compile-texts.ts'
import type { Failures } from '../failures.ts'
import type { Tree } from '../render/render-every.ts'
import { inParallel } from './in-parallel.ts'
import { folderName, placeTree, placeWithTests } from './place-tree.ts'

/** Projects whose own tests are the same, so that those of the first are run. */
export interface TestGroup {
  readonly trees: readonly Tree[]
  /** What they were compiled to; undefined where Node runs TypeScript. */
  readonly texts?: Texts
}

export interface TestRun {
  readonly failures: Failures
  readonly node: NodeMajor
  /** The Node to run things on. */
  readonly program: string
  readonly atATime: number
}

/** Runs the own tests of projects. Resolves to those that pass. `root` is made for it; in the end it holds what failed. */
export async function testEvery(
  root: string,
  groups: readonly TestGroup[],
  { failures, node, program, atATime }: TestRun,
): Promise<readonly Tree[]> {
  mkdirSync(root)
  linkModules(root, node)
  const passed: Tree[] = []
  await inParallel(groups, atATime, async ({ trees, texts }) => {
    const [first] = trees
    if (first === undefined || missesPostgres(first.files)) return
    const folder = join(root, folderName(first))
    if (texts) placeWithTests(first, texts, folder)
    else placeTree(first, folder)
    const env = await testSettings(first.files)
    const problems = problemsIn(await (texts ? runCompiledTests : runSourceTests)(folder, program, { env }))
    for (const { combination } of trees) {
      failures.add(combination, `fails its own tests on Node ${node} (look into ${folder})`, problems)
    }
    if (problems.length > 0) return
    passed.push(...trees)
    rmSync(folder, { recursive: true })
  })
  return passed
}

/** What is wrong in a run of a project's own tests. A run without tests is wrong. */
function problemsIn(outcome: Run): readonly string[] {
  return outcome.status === 0 && testsRun(outcome) > 0 ? [] : failuresIn(outcome).split('\n')
}
