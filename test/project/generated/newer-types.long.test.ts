import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { everyCombination } from '../../../scripts/matrix/render/every-combination.ts'
import { nodeMajors } from '../../../src/model/answers.ts'
import { choicesIn, distinct, startingSets } from '../../support/combinations.ts'
import { type Complaints, compile } from '../../support/compile.ts'
import { covering } from '../../support/covering.ts'
import { lint } from '../../support/lint.ts'
import { linkModules, renderProject, writeProject } from '../../support/project.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { typeCheck } from './type-check.ts'

const root = folderForFile()

/** What each Node has beyond ES2023. */
const apis: Readonly<Record<number, string>> = {
  22: `export const several = [
  new Set([1]).union(new Set([2])),
  [1].values().map((n) => n + 1).toArray(),
  Object.groupBy([1, 2], (n) => (n > 1 ? 'more' : 'one')),
  Promise.withResolvers<number>(),
  Array.fromAsync([1]),
  'a'.isWellFormed(),
]
`,
  24: `export const several = [
  RegExp.escape('.'),
  Promise.try(() => 1),
  new Float16Array(1),
  Math.f16round(1.1),
  Error.isError(new Error('x')),
  new Set([1]).union(new Set([2])),
]
`,
}

// The oldest Node's projects, and every pair of features, are compiled in combinations.test.ts.
describe.each(nodeMajors.filter((node) => node > 20))('for Node %i', (node) => {
  const starting = startingSets(realPack, node)
  const all = distinct([...starting, ...covering(everyCombination(realPack, node), choicesIn(realPack), 2)])
  let compiler: Complaints
  let linter: Complaints

  beforeAll(async () => {
    const folder = join(root, String(node))
    compiler = await typeCheck(folder, all, node)
    // Little but package.json differs from what combinations.test.ts has linted already.
    linter = await lint(
      join(folder, 'lint'),
      starting.map((combination) => renderProject(realPack, combination)),
    )
  })

  test.each(all.map(({ name }) => name))('%s type-checks against its types and is clean', (name) => {
    expect([...(compiler.get(name) ?? []), ...(linter.get(name) ?? [])]).toEqual([])
  })
})

test.each(Object.entries(apis))(
  'what Node %s has compiles for it, and not for the Node before',
  async (newest, text) => {
    const compilesFor = async (node: (typeof nodeMajors)[number]) => {
      const folder = join(root, `apis-${newest}-${node}`)
      mkdirSync(folder)
      linkModules(folder, node)
      const project = writeProject(
        renderProject(realPack, { name: 'apis', answers: answersFor(realPack, [], node) }),
        folder,
      )
      writeFileSync(join(project.folder, 'src/several.ts'), text)
      return (await compile(folder, [project], false)).get(project.name) ?? []
    }
    const majors = nodeMajors.filter((node) => node >= Number(newest))
    for (const node of majors) expect(await compilesFor(node)).toEqual([])
    const before = nodeMajors[nodeMajors.indexOf(majors[0] ?? 20) - 1] ?? 20
    expect((await compilesFor(before)).join('\n')).toMatch(/does not exist|Cannot find name/)
  },
)
