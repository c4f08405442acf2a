import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// Nothing is served yet: node:sqlite may block the process while another one holds a lock.
const patienceMs = 5000

/** Opens the file of a database; it is created where it is missing, for its owner alone. */
export function openFile(path: string, sync: 'normal' | 'full'): DatabaseSync {
  if (path !== ':memory:') createFile(path)
  const db = new DatabaseSync(path)
  try {
    db.exec(`PRAGMA busy_timeout = ${patienceMs}`)
    // Readers do not wait for a writer, and a process that is killed leaves a database that is whole.
    db.exec('PRAGMA journal_mode = WAL')
    db.exec(`PRAGMA synchronous = ${sync}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The files that SQLite adds, -wal and -shm, get the same mode. */
function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}
