import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { startServer, type TestServer } from './support.ts'

export interface FolderServer extends TestServer {
  /** The absolute path of a file in the folder. */
  at(name: string): string
}

/** Serves a folder that holds these files, by name, for the length of a test. What begins with ../ lies beside it. */
export async function serveFolder(t: TestContext, files: Readonly<Record<string, string>>): Promise<FolderServer> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'static-')))
  t.after(() => rmSync(scratch, { recursive: true }))
  const staticDir = join(scratch, 'files')
  const at = (name: string) => join(staticDir, name)
  mkdirSync(staticDir)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), content)
  }
  return { ...(await startServer(t, {}, { staticDir })), at }
}
