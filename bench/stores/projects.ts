import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { plainEnvironment } from '../../test/support/run.ts'
import { buildProject, seedMemory } from '../run/generated-project.ts'
import type { StoreName } from './store-stacks.ts'

// Emails are looked for before each create, and found by an index.
const resource = 'contacts name:string(1..100) email:email:unique age:integer active:boolean'

/** A project of the full preset that keeps contacts in one of the stores. */
export interface StoreProject {
  readonly folder: string
  readonly server: string
  /** Makes the tables in a database, by the project's own migrations. */
  migrate(env: Readonly<Record<string, string>>): Promise<void>
  remove(): void
}

export async function makeStoreProject(program: string, store: StoreName): Promise<StoreProject> {
  const { root, folder } = await buildProject(program, ['--preset', 'full', '--store', store, '--resource', resource])
  const dist = join(folder, 'dist')
  if (store === 'memory') {
    cpSync(dist, join(folder, 'dist-seeded'), { recursive: true })
    seedMemory(join(folder, 'dist-seeded'), 'contacts', 'contacts/contact.mjs')
  }
  mkdirSync(join(folder, 'public'), { recursive: true })
  return {
    folder,
    server: join(folder, store === 'memory' ? 'dist-seeded/server.js' : 'dist/server.js'),
    async migrate(env) {
      const [task, timeout] = [[join(dist, 'database-tasks.js'), 'migrate'], 60_000]
      await execa(program, task, { cwd: folder, env: { ...plainEnvironment(), ...env }, extendEnv: false, timeout })
    },
    remove: () => rmSync(root, { recursive: true }),
  }
}
