import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { everyCombination } from '../../scripts/matrix/render/every-combination.ts'
import { nodeMajors } from '../../src/model/answers.ts'
import { choicesIn, distinct, startingSets } from '../support/combinations.ts'
import { type Complaints, compile } from '../support/compile.ts'
import { covering } from '../support/covering.ts'
import { lint } from '../support/lint.ts'
import { linkModules, renderProject, writeProject } from '../support/project.ts'
import { realPack } from '../support/real-pack.ts'
import { folderForFile } from '../support/scratch.ts'

const root = folderForFile()

// The oldest Node's projects, and every pair of features, are compiled in combinations.test.ts.
describe.each(nodeMajors.filter((node) => node > 20))('for Node %i', (node) => {
  const starting = startingSets(realPack, node)
  const all = distinct([...starting, ...covering(everyCombination(realPack, node), choicesIn(realPack), 2)])
  let compiler: Complaints
  let linter: Complaints

  beforeAll(async () => {
    const folder = join(root, String(node))
    mkdirSync(folder)
    linkModules(folder, node)
    const projects = all.map((combination) => writeProject(renderProject(realPack, combination), folder))
    compiler = await compile(folder, projects, false)
    // Little but package.json differs from what combinations.test.ts has linted already.
    linter = await lint(join(folder, '.lint'), projects.slice(0, starting.length))
  })

  test.each(all.map(({ name }) => name))('%s type-checks against its types and is clean', (name) => {
    expect([...(compiler.get(name) ?? []), ...(linter.get(name) ?? [])]).toEqual([])
  })
})
