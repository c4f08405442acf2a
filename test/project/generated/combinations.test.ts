import { beforeAll, describe, expect, test } from 'vitest'
import { everyCombination } from '../../../scripts/matrix/render/every-combination.ts'
import { choosable } from '../../../src/model/pack.ts'
import { type Combination, choicesIn, combinations, distinct } from '../../support/combinations.ts'
import { type Complaints, compile } from '../../support/compile.ts'
import { covering } from '../../support/covering.ts'
import { groupBy } from '../../support/group-by.ts'
import { lint } from '../../support/lint.ts'
import { failuresIn, runCompiledTests, testsRun } from '../../support/own-tests.ts'
import { hasPostgres, testSettings } from '../../support/postgres.ts'
import { codeOf, linkModules, type Rendered, renderProject, writeProject } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'
import type { Run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'

const root = folderForFile()
const ids = choosable(realPack).map(({ id }) => id)
/** Every two features are met on and off in them. */
const mixed = covering(everyCombination(realPack, 20), choicesIn(realPack), 2)
const all = distinct([...combinations(realPack, 20), ...mixed])
const names = all.map(({ name }) => name)
const featuresOf = ({ answers }: Combination) => answers.features.join()
const mixtures = new Set(mixed.map(featuresOf))
/** Starting sets and each feature alone as well, but for what scripts.test.ts runs the tests of, by its own script. */
const tested = all.filter((combination) =>
  combination.answers.options.resource?.store === 'postgres'
    ? hasPostgres && combination.name.startsWith('preset api')
    : /^preset (?!minimal|full)/.test(combination.name) ||
      ids.includes(combination.name) ||
      mixtures.has(featuresOf(combination)),
)

/** Where the tests of each are to be run: for all whose code is the same, in the one that was compiled. */
const compiled = new Map<string, string>()
let compiler: Complaints
let linter: Complaints

beforeAll(async () => {
  linkModules(root, 20)
  const written = all.map((combination) => writeProject(renderProject(realPack, combination), root))
  for (const alike of groupBy(written, codeOf).values()) {
    for (const { name } of alike) compiled.set(name, alike[0]?.folder ?? '')
  }
  linter = await lint(`${root}/.lint`, written)
  compiler = await compile(root, written, true)
}, 400_000)

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

// `npm run matrix` does this with every pair.
describe('passes its own tests', () => {
  const runs = new Map<string, Promise<Run>>()

  function outcomeOf({ name, files }: Rendered): Promise<Run> {
    const folder = compiled.get(name) ?? ''
    const started = runs.get(folder) ?? testSettings(files).then((env) => runTests(folder, env))
    runs.set(folder, started)
    return started
  }

  // With a database they take several times as long: no other test of the suite takes as much.
  const runTests = (folder: string, env: Record<string, string>) =>
    runCompiledTests(folder, process.execPath, { env, timeout: 580_000, processes: 'TEST_DATABASE_URL' in env ? 2 : 1 })

  const projects = tested.map((combination) => renderProject(realPack, combination))
  test.concurrent.each(projects.map((project) => [project.name, project] as const))(
    '%s',
    async (_, project) => {
      const outcome = await outcomeOf(project)
      expect(outcome.status, failuresIn(outcome)).toBe(0)
      expect(testsRun(outcome)).toBeGreaterThan(0)
    },
    600_000,
  )
})
