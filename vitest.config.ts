import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What users get has tests of its own, which run in projects.
    exclude: ['test/golden/**'],
    pool: 'forks',
    // Tests spend much of their time waiting for the processes they start.
    maxWorkers: Math.max(2, availableParallelism()),
    maxConcurrency: 3,
    // Above the time that test/support/run.ts gives a process, so that its own words are what one reads.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A second, the default, is a timed test on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    reporters: process.env.TEST_REPORT ? ['default', ['json', { outputFile: process.env.TEST_REPORT }]] : ['default'],
  },
})
