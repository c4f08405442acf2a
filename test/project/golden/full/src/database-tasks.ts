import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { readConfig } from './config.ts'
import { readEnvFile } from './settings.ts'
import { startError } from './stores/database-errors.ts'
import { locateMigrations, migrate } from './stores/migrate.ts'
import { openFile } from './stores/open-file.ts'

// What the scripts `migrate` and `backup` of package.json do. A server may use the database meanwhile.
// Some package managers hand on the `--` before an argument.
const [task, target, ...others] = process.argv.slice(2).filter((argument) => argument !== '--')

try {
  for (const [name, value] of Object.entries(readEnvFile('.env'))) process.env[name] ??= value
  const { path, sync } = readConfig(process.env).database
  if (task === 'migrate' && target === undefined) applyMigrations(path, sync)
  else if (task === 'backup' && target !== undefined && others.length === 0) copyDatabase(path, sync, target)
  else throw new Error('It takes one of: migrate, backup <file>')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function applyMigrations(path: string, sync: 'normal' | 'full'): void {
  withDatabase(path, sync, (db) => {
    const applied = migrate(db, path, locateMigrations(), true)
    for (const name of applied) console.log(`applied ${name}`)
    if (applied.length === 0) console.log('every migration was applied before')
  })
}

function copyDatabase(path: string, sync: 'normal' | 'full', file: string): void {
  if (!existsSync(path)) throw new Error(`${path} does not exist: set DATABASE_PATH as the server has it`)
  closeSync(openSync(file, 'wx', 0o600)) // VACUUM INTO fills an empty file, and keeps its mode
  try {
    // One statement: the copy is the database as it is at one moment.
    withDatabase(path, sync, (db) => db.prepare('VACUUM INTO ?').run(file))
  } catch (error) {
    rmSync(file)
    throw error
  }
  console.log(`copied ${path} to ${file}`)
}

function withDatabase(path: string, sync: 'normal' | 'full', work: (db: DatabaseSync) => void): void {
  try {
    const db = openFile(path, sync)
    try {
      work(db)
    } finally {
      db.close()
    }
  } catch (error) {
    throw startError(path, error)
  }
}
