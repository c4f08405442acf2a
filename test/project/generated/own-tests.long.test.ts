import { beforeAll, expect, test } from 'vitest'
import type { Combination } from '../../support/combinations.ts'
import { compile } from '../../support/compile.ts'
import { groupBy } from '../../support/group-by.ts'
import { failuresIn, runCompiledTests, testsRun } from '../../support/own-tests.ts'
import { hasPostgres, testSettings } from '../../support/postgres.ts'
import { codeOf, linkModules, type Rendered, renderProject, writeProject } from '../../support/project.ts'
import { realPack } from '../../support/real-pack.ts'
import type { Run } from '../../support/run.ts'
import { folderForFile } from '../../support/scratch.ts'
import { examples, mixtures } from './mixtures.ts'

// `npm run matrix` does this with every feature alone and every pair.

const root = folderForFile()
const featuresOf = ({ answers }: Combination) => answers.features.join()
const mixed = new Set(mixtures.map(featuresOf))
/** Starting sets, but for those of which scripts.long.test.ts runs the tests by their own script, and mixtures. */
const projects = examples
  .filter((combination) =>
    combination.answers.options.resource?.store === 'postgres'
      ? hasPostgres && combination.name.startsWith('preset api')
      : /^preset (?!minimal|full)/.test(combination.name) || mixed.has(featuresOf(combination)),
  )
  .map((combination) => renderProject(realPack, combination))

/** Where the tests of each are to be run: for all whose code is the same, in the one that was compiled. */
const compiled = new Map<string, string>()
const runs = new Map<string, Promise<Run>>()

beforeAll(async () => {
  linkModules(root, 20)
  const written = projects.map((project) => writeProject(project, root))
  for (const alike of groupBy(written, codeOf).values()) {
    for (const { name } of alike) compiled.set(name, alike[0]?.folder ?? '')
  }
  await compile(root, written, true)
}, 400_000)

test.concurrent.each(projects.map((project) => [project.name, project] as const))(
  '%s passes its own tests',
  async (_, project) => {
    const outcome = await outcomeOf(project)
    expect(outcome.status, failuresIn(outcome)).toBe(0)
    expect(testsRun(outcome)).toBeGreaterThan(0)
  },
  600_000,
)

function outcomeOf({ name, files }: Rendered): Promise<Run> {
  const folder = compiled.get(name) ?? ''
  const started = runs.get(folder) ?? testSettings(files).then((env) => runTests(folder, env))
  runs.set(folder, started)
  return started
}

/** With a database they take several times as long: no other test of the suite takes as much. */
function runTests(folder: string, env: Record<string, string>): Promise<Run> {
  const processes = 'TEST_DATABASE_URL' in env ? 2 : 1
  return runCompiledTests(folder, process.execPath, { env, timeout: 580_000, processes })
}
