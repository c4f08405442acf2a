import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { NodeMajor } from '../../src/model/answers.ts'
import { runSourceTests } from '../../test/support/own-tests.ts'
import { linkModules } from '../../test/support/project.ts'
import type { Failures } from './failures.ts'
import { inParallel } from './in-parallel.ts'
import { placeTree } from './place-tree.ts'
import type { Tree } from './render-every.ts'
import { problemsIn } from './try-batch.ts'

/** Runs the own tests of projects for a Node that runs TypeScript, with nothing compiled. Resolves to those that pass. */
export async function testFromSource(
  root: string,
  trees: readonly Tree[],
  { node, program, failures }: { readonly node: NodeMajor; readonly program: string; readonly failures: Failures },
): Promise<readonly Tree[]> {
  mkdirSync(root)
  linkModules(root, node)
  const passed: Tree[] = []
  await inParallel(trees, availableParallelism() * 2, async (tree) => {
    const { folder } = placeTree(tree, join(root, tree.combination.answers.features.join('+') || 'nothing'))
    const problems = problemsIn(await runSourceTests(folder, program))
    failures.add(tree.combination, `fails its own tests on Node ${node} (look into ${folder})`, problems)
    if (problems.length > 0) return
    passed.push(tree)
    rmSync(folder, { recursive: true })
  })
  return passed
}
