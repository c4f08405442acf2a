import type { Fields, Rule, Scalar } from '../crud/fields.ts'
import { type Store, type Stored, UniqueError } from '../crud/store.ts'
import { createColumns, identityColumn, identityValue, type Row } from './columns.ts'
import type { Database } from './database.ts'
import { isUniqueViolation } from './database-errors.ts'
import { createLists } from './lists.ts'
import { createReferences } from './references.ts'
import { createScans } from './scans.ts'

/** Keeps items in a table, which a file in migrations/ has created. `name`: of the resource, as refs have it. */
export function createSqliteStore<Item extends Stored>(
  database: Database,
  table: string,
  fields: Fields<Item>,
  name: string = table,
): Store<Item> {
  const rules = new Map<string, Rule>(Object.entries(fields))
  const columns = createColumns(rules)
  const lists = createLists(database, table, columns, rules)
  const scanRows = createScans(database, table, columns, rules)
  const references = createReferences(database, name, { table, rules })
  const marks = columns.written.map(() => '?').join(', ')
  const changes = columns.written.map((column) => `${column} = ?`).join(', ')

  const select = database.prepare(`SELECT ${columns.selected} FROM "${table}" WHERE id = ?`)
  const insert = database.prepare(
    `INSERT INTO "${table}" (${columns.written.join(', ')}) VALUES (${marks}) RETURNING ${columns.selected}`,
  )
  const update = database.prepare(`UPDATE "${table}" SET ${changes} WHERE id = ? RETURNING ${columns.selected}`)
  const remove = database.prepare(`DELETE FROM "${table}" WHERE id = ?`)
  const owners = [...rules]
    .filter(([, rule]) => rule.unique)
    .map(([field, rule]) => ({
      field,
      rule,
      statement: database.prepare(`SELECT id FROM "${table}" WHERE ${identityColumn(field, rule)} = ? AND id <> ?`),
    }))

  return {
    async list(query) {
      const { rows, total } = await lists.list(query)
      return { items: rows.map(toItem), total }
    },
    async scan(query) {
      return (await scanRows(query)).map(toItem)
    },
    get: (id) => database.read(() => find(id)),
    create(draft) {
      return database.write(() => stored(0, draft, () => insert.get(...columns.valuesOf(draft))))
    },
    update(id, change) {
      return database.write(() => {
        const current = find(id)
        if (current === undefined) return undefined
        const draft = change(current)
        return stored(id, draft, () => update.get(...columns.valuesOf(draft), id))
      })
    },
    delete(id, check) {
      return database.write(() => {
        const current = find(id)
        if (current === undefined) return false
        check(current)
        references.checkUnreferred(id)
        remove.run(id)
        return true
      })
    },
  }

  function find(id: number): Item | undefined {
    const row = select.get(id)
    return row && toItem(row)
  }

  /** The columns are made of the fields, and each value was checked against its rule. */
  function toItem(row: Row): Item {
    return columns.itemOf(row) as Item
  }

  function stored(id: number, draft: object, change: () => Row | undefined): Item {
    references.check(draft)
    try {
      const row = change()
      if (row === undefined) throw new Error(`${table} did not return what was stored`)
      return toItem(row)
    } catch (error) {
      if (isUniqueViolation(error)) throw new UniqueError(ownedField(id, draft))
      throw error
    }
  }

  /** The first field whose value another item has, within the transaction that found out that there is one. */
  function ownedField(id: number, draft: object): string {
    const values = new Map<string, Scalar | undefined>(Object.entries(draft))
    const owned = owners.find(({ field, rule, statement }) => {
      const value = values.get(field)
      return value !== undefined && statement.get(identityValue(rule, value), id) !== undefined
    })
    return owned?.field ?? 'id'
  }
}
