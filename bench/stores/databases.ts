import { fillPostgres } from './postgres-databases.ts'
import type { StoreProject } from './projects.ts'
import { fillSqlite } from './sqlite-files.ts'
import type { StoreName } from './store-stacks.ts'

/** What holds the contacts, as many as each size says. */
export interface Databases {
  /** The settings of a server with that number of contacts. */
  envOf(size: number): Readonly<Record<string, string>>
  /** CPU time of the processes of a database so far, in microseconds; undefined: it has none of its own. */
  readonly cpuUs: (() => number) | undefined
  remove(): Promise<void>
}

/** `load`: what keeps a process on the cores of who loads the servers. */
export async function fillDatabases(
  store: StoreName,
  program: string,
  project: StoreProject,
  sizes: readonly number[],
  load: readonly string[],
): Promise<Databases> {
  if (store === 'sqlite') return fillSqlite(program, project, sizes)
  if (store === 'postgres') return fillPostgres(project, sizes, load)
  return { envOf: (size) => ({ SEED: String(size) }), cpuUs: undefined, remove: async () => {} }
}
