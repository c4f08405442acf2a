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
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: process.env.TEST_REPORT ? ['default', ['json', { outputFile: process.env.TEST_REPORT }]] : ['default'],
  },
})
