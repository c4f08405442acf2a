import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Those that take longest, in that order; test/repository/architecture holds that they are there. One that begins late
 * keeps one core busy while the other has nothing left to do.
 */
export const longest = [
  'test/project/generated/own-tests.long.test.ts',
  'test/project/generated/scripts.long.test.ts',
  'test/project/generated/nodes.test.ts',
  'test/project/external-checks/pages.long.test.ts',
  'test/repository/scripts/contributing.long.test.ts',
  'test/command/verbs/migrated-databases.long.test.ts',
  'test/repository/bench/budget.long.test.ts',
  'test/repository/scripts/new-feature.long.test.ts',
  'test/project/external-checks/docs-page.long.test.ts',
  'test/project/generated/combinations.test.ts',
]

/**
 * Then the other long tests, which `npm test` leaves out. Vitest itself begins with the largest files, or with the
 * longest where it remembers an earlier run.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((path) => moduleId.endsWith(`/${path}`))
      if (index !== -1) return index
      return moduleId.endsWith('.long.test.ts') ? longest.length : longest.length + 1
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What users get has tests of its own, which run in projects.
    exclude: ['test/project/golden/**'],
    // To start a process and load the templates for each file took a quarter of the time of all. So what a file changes
    // in its process, it changes back.
    isolate: false,
    pool: 'forks',
    globalSetup: 'test/support/build-mark.ts',
    sequence: { sequencer: LongestFirst },
    // Tests spend much of their time waiting for the processes they start.
    maxWorkers: 2 + availableParallelism(),
    maxConcurrency: 3,
    // Above the time that test/support/run.ts gives a process, so that its own words are what one reads.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A second, the default, is a timed test on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    reporters: process.env.TEST_REPORT ? ['default', ['json', { outputFile: process.env.TEST_REPORT }]] : ['default'],
  },
})
