import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rule } from '../crud/fields.ts'
import { createContains } from './contains.ts'
import { isLocked, responseTo, startError } from './database-errors.ts'
import { locateMigrations, migrate } from './migrate.ts'
import { openFile } from './open-file.ts'
import { createStatements, type Statement } from './statements.ts'

const patienceMs = 5000
const pauseMs = 10

export interface DatabaseConfig {
  readonly path: string
  readonly sync: 'normal' | 'full'
  readonly migrate: 'on' | 'off'
}

/** The table of a resource, as those of others see it. */
export interface Table {
  readonly table: string
  readonly rules: ReadonlyMap<string, Rule>
}

/** A file of SQLite. Its statements run at once, on this thread: only waiting for a lock takes turns with requests. */
export interface Database {
  /** Of each resource that has a store, by its name. */
  readonly tables: Map<string, Table>
  /** Prepared once for each text, as long as there are not too many. */
  prepare(sql: string): Statement
  /** Rejects with a 503 when the file is locked for 5 s, or fails. */
  read<Result>(work: () => Result | Promise<Result>): Promise<Result>
  /** Runs `work` as one transaction: all of it is stored, or nothing where it throws. Rejects with a 503 or a 507. */
  write<Result>(work: () => Result): Promise<Result>
  close(): void
}

/** Throws an Error of one line where the file cannot be used. */
export function openDatabase({ path, sync, migrate: applies }: DatabaseConfig): Database {
  try {
    const db = openFile(path, sync)
    try {
      migrate(db, path, locateMigrations(), applies === 'on')
      return createDatabase(db)
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw startError(path, error)
  }
}

/** `db` has all tables. */
export function createDatabase(db: DatabaseSync): Database {
  // From here on others are served meanwhile: waiting is up to untilUnlocked().
  db.exec('PRAGMA busy_timeout = 0')
  db.function('contains', { deterministic: true }, createTextSearch())
  let lastWrite: Promise<unknown> = Promise.resolve()

  return {
    tables: new Map(),
    prepare: createStatements(db),
    read: (work) => untilUnlocked(work, performance.now()),
    write(work) {
      const since = performance.now()
      // One at a time, so that the first to come is the first to get the lock.
      const written = lastWrite.then(() => untilUnlocked(() => transact(db, work), since))
      lastWrite = written.catch(() => {}) // it is for the caller; the next write runs all the same
      return written
    },
    close: () => db.close(),
  }
}

/** Tries again, from the start, while another process holds a lock. */
async function untilUnlocked<Result>(work: () => Result | Promise<Result>, since: number): Promise<Result> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isLocked(error) || performance.now() - since > patienceMs) throw responseTo(error)
    }
    await sleep(pauseMs)
  }
}

/** IMMEDIATE: the lock comes before what is read, so that nobody changes it before it is written. */
function transact<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (db.isTransaction !== false) db.exec('ROLLBACK') // Node 22 has the property from 22.16 on
    throw error
  }
}

/** SQLite's own functions ignore the case of ASCII letters only. `part` is in lower case. */
function createTextSearch(): (text: unknown, part: unknown) => number {
  let last = { part: '', contains: createContains('') }
  return (text, part) => {
    if (typeof text !== 'string' || typeof part !== 'string') return 0
    const lower = text.toLowerCase()
    if (lower.length < part.length) return 0
    if (part !== last.part) last = { part, contains: createContains(part) }
    return Number(last.contains(lower))
  }
}
