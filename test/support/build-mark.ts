import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A file that is there once the command was built in this run of the tests. */
    readonly buildMark: string
  }
}

/** Vitest calls it ahead of all tests, and what it returns behind them. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'create-raw-http-app-build-'))
  const mark = join(folder, 'built')
  project.provide('buildMark', mark)
  // In watch mode a run follows a change, perhaps of what is built.
  project.onTestsRerun(() => rmSync(mark, { force: true }))
  return () => rmSync(folder, { recursive: true })
}
