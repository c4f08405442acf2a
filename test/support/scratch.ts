import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder for the length of the running test: removed when it passes, named and kept when it fails. */
export function scratchFolder(): string {
  const folder = makeFolder()
  onTestFinished(({ task }) => settle(folder, task.result?.state === 'fail'))
  return folder
}

/** A folder for a whole file of tests. `settle` it in `afterAll`. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'create-raw-http-app-test-'))
}

export function settle(folder: string, failed: boolean): void {
  if (failed) console.error(`look into ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
