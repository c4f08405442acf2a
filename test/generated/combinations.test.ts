import { beforeAll, describe, expect, test } from 'vitest'
import { combinations } from '../support/combinations.ts'
import { type Complaints, compile } from '../support/compile.ts'
import { lint } from '../support/lint.ts'
import { failuresIn, runCompiledTests, testsRun } from '../support/own-tests.ts'
import { linkModules, type Project, renderProject, writeProject } from '../support/project.ts'
import { realPack } from '../support/real-pack.ts'
import { folderForFile } from '../support/scratch.ts'

const root = folderForFile()
const all = combinations(realPack, 20)
const names = all.map(({ name }) => name)

let projects: ReadonlyMap<string, Project>
let compiler: Complaints
let linter: Complaints

beforeAll(async () => {
  linkModules(root, 20)
  const written = all.map((combination) => writeProject(renderProject(realPack, combination), root))
  projects = new Map(written.map((project) => [project.name, project]))
  linter = await lint(`${root}/.lint`, written)
  compiler = await compile(root, written, true)
})

describe('is clean by the formatter and the linter', () => {
  test.each(names)('%s', (name) => {
    expect(linter.get(name) ?? []).toEqual([])
  })
})

describe('type-checks under its own strict settings', () => {
  test.each(names)('%s', (name) => {
    expect(compiler.get(name) ?? []).toEqual([])
  })
})

describe('passes its own tests', () => {
  test.concurrent.each(names)('%s', async (name) => {
    const outcome = await runCompiledTests(projects.get(name)?.folder ?? '')
    expect(outcome.status, failuresIn(outcome)).toBe(0)
    expect(testsRun(outcome)).toBeGreaterThan(0)
  })
})
