import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { compileEvery } from '../../../scripts/matrix/check/compile-every.ts'
import { renderEvery } from '../../../scripts/matrix/render/render-every.ts'
import type { NodeMajor } from '../../../src/model/answers.ts'
import type { Combination } from '../../support/combinations.ts'
import type { Complaints } from '../../support/compile.ts'
import { realPack } from '../../support/real-pack.ts'

/**
 * Type-checks projects for a Node as their own tsconfig.json asks, files that are equal in several of them once. Resolves
 * to what is wrong with each, by name; projects without errors are not in it. `root`: a folder that is made for it.
 */
export async function typeCheck(
  root: string,
  combinations: readonly Combination[],
  node: NodeMajor,
): Promise<Complaints> {
  mkdirSync(root)
  const found = new Map<string, readonly string[]>()
  const failures = {
    add({ name }: Combination, what: string, complaints: readonly string[]) {
      if (complaints.length > 0) found.set(name, [...(found.get(name) ?? []), what, ...complaints])
    },
    has: ({ name }: Combination) => found.has(name),
    count: () => found.size,
  }
  const trees = renderEvery(realPack, combinations, failures)
  const sound = await compileEvery(
    join(root, 'compiled'),
    trees.map((tree) => [tree]),
    { node, failures },
  )
  if (sound.length + found.size !== combinations.length) throw new Error('not all projects were type-checked')
  return found
}
