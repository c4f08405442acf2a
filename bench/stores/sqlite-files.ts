import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { benchFolder } from '../run/folders.ts'
import { buildAddon } from './addon.ts'
import type { Databases } from './databases.ts'
import type { StoreProject } from './projects.ts'

/** A file of SQLite for each number of contacts, which the servers of all stacks open. */
export async function fillSqlite(program: string, project: StoreProject, sizes: readonly number[]): Promise<Databases> {
  await buildAddon(program)
  const folder = mkdtempSync(join(tmpdir(), 'bench-sqlite-'))
  const envOf = (size: number) => ({ DATABASE_PATH: join(folder, `${size}.db`) })
  for (const size of sizes) {
    await project.migrate(envOf(size))
    const script = join(benchFolder, 'stores/fill-sqlite.mjs')
    await execa(program, [script, envOf(size).DATABASE_PATH, String(size)], { timeout: 300_000 })
  }
  return { envOf, cpuUs: undefined, remove: async () => rmSync(folder, { recursive: true }) }
}
