import { join } from 'node:path'
import { expect } from 'vitest'
import { filesBelow } from '../../support/cli.ts'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { createSchema, hasPostgres, query, sharedDatabase, testSettings } from '../../support/postgres.ts'
import { linkModules } from '../../support/project.ts'
import { run } from '../../support/run.ts'
import { startServer } from '../../support/server-process.ts'
import { type MadeProject, makeProject } from './made-project.ts'

/** The Node that starts the projects; empty where it is not here. */
export const program = nodeBinaries.get(24) ?? ''

/** Which database a server uses, as its environment says it. */
export type Database = Readonly<Record<string, string>>

/** A store with tables. */
export interface Store {
  readonly name: 'sqlite' | 'postgres'
  readonly canStart: boolean
  /** An empty database for a project. */
  createDatabase(project: MadeProject): Promise<Database>
  /** What tests of the project want to know. */
  testSettings(): Promise<Record<string, string>>
  /** What the database is made of, but for the order of columns. */
  describe(database: Database): Promise<unknown>
}

let databases = 0

export const sqlite: Store = {
  name: 'sqlite',
  canStart: program !== '',
  async createDatabase({ folder }) {
    databases += 1
    return { DATABASE_PATH: join(folder, `data/${databases}.db`) }
  },
  testSettings: async () => ({}),
  async describe({ DATABASE_PATH: path = '' }) {
    const code = `import { DatabaseSync } from 'node:sqlite'
      const db = new DatabaseSync(process.argv[1])
      const all = db.prepare("SELECT name, type, sql FROM sqlite_schema WHERE name <> '_migrations' ORDER BY name").all()
      const withColumns = all.map(({ name, type, sql }) => {
        const columns = db.prepare('SELECT name, type, "notnull" FROM pragma_table_info(?) ORDER BY name').all(name)
        const refs = db.prepare('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY "from"').all(name)
        return type === 'table' ? { name, columns, refs } : { name, sql }
      })
      console.log(JSON.stringify(withColumns))`
    const { status, output } = await run(program, ['--input-type=module', '-e', code, path])
    expect(status, output).toBe(0)
    return JSON.parse(output)
  },
}

export const postgres: Store = {
  name: 'postgres',
  canStart: program !== '' && hasPostgres,
  createDatabase: async () => ({ DATABASE_URL: await createSchema(await sharedDatabase()) }),
  testSettings: () => testSettings(new Map([['src/settings/database-url.ts', '']])),
  async describe({ DATABASE_URL: url = '' }) {
    const own = 'WHERE relnamespace = current_schema()::regnamespace'
    const columns = `SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default, is_identity
      FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2`
    const indexes = `SELECT replace(indexdef, current_schema(), '') AS index FROM pg_indexes
      WHERE schemaname = current_schema() ORDER BY 1`
    const constraints = `SELECT relname, conname, pg_get_constraintdef(c.oid) AS rule
      FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid ${own} ORDER BY 1, 2`
    const triggers = `SELECT replace(pg_get_triggerdef(g.oid), current_schema(), '') AS trigger
      FROM pg_trigger g JOIN pg_class t ON t.oid = tgrelid ${own} AND NOT tgisinternal ORDER BY 1`
    return Promise.all([columns, indexes, constraints, triggers].map((sql) => query(url, sql)))
  },
}

/** Makes a project with such a store, where its server and its tests find what an install brings. */
export async function makeStored({ name, canStart }: Store, ...resources: readonly string[]): Promise<MadeProject> {
  const flags = resources.flatMap((resource) => ['--resource', resource])
  const project = await makeProject('resource', '--node', '24', '--store', name, ...flags)
  if (canStart) linkModules(join(project.folder, '..'), 24)
  return project
}

export function migrationsOf({ folder }: MadeProject): Record<string, string> {
  return Object.fromEntries(Object.entries(filesBelow(folder)).filter(([path]) => path.startsWith('migrations/')))
}

type Send = (method: string, path: string, body?: object) => Promise<{ status: number; body: Record<string, unknown> }>

/** Starts the server of a project with a database, and ends it when the work is done. */
export async function serve({ folder }: MadeProject, database: Database, work: (send: Send) => Promise<void>) {
  const { url, child, ended } = await startServer(program, ['src/server.ts'], folder, database)
  const headers = { 'Content-Type': 'application/json' }
  await work(async (method, path, body) => {
    const res = await fetch(`${url}/api/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return { status: res.status, body: method === 'DELETE' ? {} : ((await res.json()) as Record<string, unknown>) }
  })
  child.kill('SIGTERM')
  await ended
}
