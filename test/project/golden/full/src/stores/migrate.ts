import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Beside package.json, whatever the working directory is and wherever this module was compiled to. */
export function locateMigrations(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return join(folder, 'migrations')
}

/**
 * Applies the migrations that the database does not have yet, in the order of their names, all of them or none. With
 * `applies` false it only checks that there are none. Returns the names of those applied. `path`: for messages.
 */
export function migrate(db: DatabaseSync, path: string, folder: string, applies: boolean): readonly string[] {
  const migrations = readMigrations(folder)
  // The lock: of two processes that start at once, the second one finds all applied.
  db.exec('BEGIN IMMEDIATE')
  try {
    const pending = pendingOf(db, path, migrations)
    if (pending.length > 0 && !applies) {
      throw new Error(`${path} needs the migration ${pending[0]?.name}, and MIGRATE is off: run the script migrate`)
    }
    for (const migration of pending) apply(db, migration)
    db.exec('COMMIT')
    return pending.map(({ name }) => name)
  } catch (error) {
    if (db.isTransaction !== false) db.exec('ROLLBACK') // Node 22 has the property from 22.16 on
    throw error
  }
}

function readMigrations(folder: string): readonly Migration[] {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: copy it along with dist/ and package.json`)
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => {
    // git may have changed the line ends.
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, checksum: hash('sha256', sql) }
  })
}

/** Throws an Error that names the first migration which is not the one that was applied. */
function pendingOf(db: DatabaseSync, path: string, migrations: readonly Migration[]): readonly Migration[] {
  db.exec(`CREATE TABLE IF NOT EXISTS "_migrations" (
    name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`)
  const applied = db.prepare('SELECT name, checksum FROM "_migrations" ORDER BY name').all()
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of applied) {
    const migration = byName.get(String(name))
    if (migration === undefined) {
      throw new Error(`${path} has the migration ${name}, which is not in migrations/: it is of a newer version`)
    }
    if (migration.checksum !== checksum) {
      throw new Error(`migrations/${name} was changed after it was applied to ${path}: restore it, and add a new file`)
    }
    byName.delete(migration.name)
  }
  return [...byName.values()]
}

function apply(db: DatabaseSync, { name, sql, checksum }: Migration): void {
  try {
    db.exec(sql)
  } catch (error) {
    if (error instanceof Error) error.message = `migrations/${name} failed: ${error.message}`
    throw error
  }
  const record = db.prepare('INSERT INTO "_migrations" VALUES (?, ?, ?)')
  record.run(name, checksum, new Date().toISOString())
}
