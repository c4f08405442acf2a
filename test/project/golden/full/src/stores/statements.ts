import type { DatabaseSync } from 'node:sqlite'
import type { Row, Value } from './columns.ts'

const mostStatements = 100

export interface Statement {
  all(...values: readonly Value[]): Row[]
  get(...values: readonly Value[]): Row | undefined
  run(...values: readonly Value[]): unknown
}

/** Prepares a statement once for each text, as long as there are not too many. */
export function createStatements(db: DatabaseSync): (sql: string) => Statement {
  const statements = new Map<string, Statement>()

  return (sql) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    // The filters of a list can be combined in more ways than there is memory for.
    for (const [oldest] of statements) if (statements.size >= mostStatements) statements.delete(oldest)
    const prepared = statement as unknown as Statement // its types know objects alone
    statements.set(sql, prepared)
    return prepared
  }
}
