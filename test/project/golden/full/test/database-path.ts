import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** The path of a database, in a folder that is not there yet. */
export function databasePath(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'database-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'data', 'app.db')
}
