// By better-sqlite3, in the tables that the generated project has made: the same columns, the same indexes, and the
// number of rows that its triggers keep, so that no list has to count them.
import Database from 'better-sqlite3'
import { batchSize, EmailTaken, pageOf } from './contact.mjs'

export function openContacts() {
  const db = new Database(process.env.DATABASE_PATH)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  const select = (rest) => db.prepare(`SELECT id, name, email, age, active FROM contacts ${rest}`)
  const count = (rest) => db.prepare(`SELECT count(*) FROM contacts ${rest}`).pluck()
  const get = select('WHERE id = ?')
  const page = select('ORDER BY id LIMIT ? OFFSET ?')
  const total = db.prepare(`SELECT count FROM _row_counts WHERE name = 'contacts'`).pluck()
  const byEmail = {
    page: select('WHERE lower(email) = ? ORDER BY id LIMIT ? OFFSET ?'),
    count: count('WHERE lower(email) = ?'),
  }
  const byName = { page: select('WHERE name LIKE ? ORDER BY id LIMIT ? OFFSET ?'), count: count('WHERE name LIKE ?') }
  const after = select('WHERE id > ? ORDER BY id LIMIT ?')
  // Not with RETURNING: by get() it would never finish, and SQLite would never check its log back into the database.
  const insert = db.prepare('INSERT INTO contacts (name, email, age, active) VALUES (?, ?, ?, ?)')

  return {
    get: (id) => get.get(id),
    list({ page: number, limit, email, name }) {
      const offset = (number - 1) * limit
      if (email !== undefined) return filtered(byEmail, email.toLowerCase(), number, limit, offset)
      if (name !== undefined) return filtered(byName, `%${name}%`, number, limit, offset)
      return { data: page.all(limit, offset), page: number, limit, total: total.get() }
    },
    listAfter: (id, limit) => pageOf(after.all(id, limit + 1), limit),
    create({ name, email, age, active }) {
      try {
        const { lastInsertRowid } = insert.run(name, email, age, Number(active))
        return { id: lastInsertRowid, name, email, age, active }
      } catch (error) {
        throw error.code === 'SQLITE_CONSTRAINT_UNIQUE' ? new EmailTaken('the email is taken') : error
      }
    },
    /** All of them, as lines of JSON. */
    async *lines() {
      for (let last = 0; ; ) {
        const rows = after.all(last, batchSize)
        yield rows.map((row) => `${JSON.stringify({ ...row, active: row.active === 1 })}\n`).join('')
        if (rows.length < batchSize) return
        last = rows.at(-1).id
      }
    },
  }
}

function filtered({ page, count }, value, number, limit, offset) {
  return { data: page.all(value, limit, offset), page: number, limit, total: count.get(value) }
}
