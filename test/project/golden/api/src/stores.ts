import type { Config } from './config.ts'
import type { Store } from './crud/store.ts'
import { type Todo, todoFields } from './resources/todos.ts'
import { openDatabase } from './stores/database.ts'
import { createSqliteStore } from './stores/sqlite-store.ts'

/** The store of each resource. */
export interface Stores {
  readonly todos: Store<Todo>
  /** Rejects when the database cannot be read. */
  checkHealth(): Promise<void>
  close(): Promise<void>
}

/** In a file of SQLite. A store of another kind is opened here, and nothing else changes. */
export async function openStores(config: Config): Promise<Stores> {
  const database = openDatabase(config.database)
  return {
    todos: createSqliteStore(database, 'todos', todoFields, 'todos'),
    checkHealth: () => database.read(() => void database.prepare('SELECT 1 FROM "_migrations"').get()),
    close: async () => database.close(),
  }
}
