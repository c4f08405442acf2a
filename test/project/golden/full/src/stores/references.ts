import type { Scalar } from '../crud/fields.ts'
import { MissingReferenceError, ReferredError } from '../crud/store.ts'
import { quote } from './columns.ts'
import type { Database, Table } from './database.ts'

/**
 * What foreign keys guard, checked before they do, since SQLite would not say which field or which resource it was.
 * Both are called within a transaction that writes: nothing changes until it ends.
 */
export interface References {
  /** Throws a MissingReferenceError for what refers to nothing. */
  check(draft: object): void
  /** Throws a ReferredError where others refer to the item. */
  checkUnreferred(id: number): void
}

export function createReferences(database: Database, name: string, own: Table): References {
  database.tables.set(name, own)
  const refs = refsIn(own)

  return {
    check(draft) {
      const values = new Map<string, Scalar | undefined>(Object.entries(draft))
      const missing = refs.filter(({ field, ref }) => values.has(field) && !isThere(ref, Number(values.get(field))))
      if (missing.length > 0) throw new MissingReferenceError(...missing.map(({ field }) => field))
    },

    checkUnreferred(id) {
      const by = [...database.tables].filter(([other, table]) =>
        refsIn(table).some(({ field, ref }) => ref === name && isReferred(table.table, field, id, other === name)),
      )
      if (by.length > 0) throw new ReferredError(...by.map(([other]) => other))
    },
  }

  function isThere(ref: string, id: number): boolean {
    const found = database.tables.get(ref)
    return found !== undefined && database.prepare(`SELECT id FROM "${found.table}" WHERE id = ?`).get(id) !== undefined
  }

  /** An item that refers to itself may go. */
  function isReferred(table: string, field: string, id: number, isOwn: boolean): boolean {
    const select = `SELECT id FROM "${table}" WHERE ${quote(field)} = ?${isOwn ? ' AND id <> ?' : ''} LIMIT 1`
    return database.prepare(select).get(...(isOwn ? [id, id] : [id])) !== undefined
  }
}

function refsIn({ rules }: Table): readonly { readonly field: string; readonly ref: string }[] {
  return [...rules].flatMap(([field, { ref }]) => (ref === undefined ? [] : [{ field, ref }]))
}
