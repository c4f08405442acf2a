import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest'

const prefix = 'create-raw-http-app-test-'

/** A folder for the length of the running test: removed when it passes, named and kept when it fails. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  onTestFinished(({ task }) => settle(folder, task.result?.state === 'pass'))
  return folder
}

/** A folder for a whole file of tests, there from its first hook on: removed when all pass, named and kept when not. */
export function folderForFile(): string {
  const folder = join(tmpdir(), `${prefix}${randomUUID()}`)
  let [passed, failed] = [0, 0]
  beforeAll(() => {
    mkdirSync(folder)
  })
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed++
    else passed++
  })
  afterAll(() => settle(folder, passed > 0 && failed === 0))
  return folder
}

function settle(folder: string, passed: boolean): void {
  if (passed) rmSync(folder, { recursive: true, force: true })
  else console.error(`look into ${folder}`)
}
