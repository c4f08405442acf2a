// By a pool of pg and named statements, in the tables that the generated project has made: the same columns, the same
// indexes, and the number of rows that its triggers keep, so that no list has to count them.
import { Pool, types } from 'pg'
import { batchSize, EmailTaken, pageOf } from './contact.mjs'

const columns = 'id, name, email, age, active'
const kept = `(SELECT sum(count)::bigint FROM _row_counts WHERE table_name = 'contacts')`
const uniqueViolation = '23505'

export function openContacts() {
  // Those that are stored are numbers that JavaScript has.
  types.setTypeParser(types.builtins.INT8, Number)
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
  const run = async (name, text, values) => (await pool.query({ name, text, values })).rows
  const select = (name, rest, values) => run(name, `SELECT ${columns} FROM contacts ${rest}`, values)
  // One statement for the page and the total.
  const selectPage = (name, total, rest, values) =>
    run(name, `SELECT ${columns}, ${total} AS total FROM contacts ${rest}`, values)

  return {
    async get(id) {
      const [row] = await select('get', 'WHERE id = $1', [id])
      return row
    },
    async list({ page, limit, email, name }) {
      const part = [limit, (page - 1) * limit]
      const rows = await readPage(part, email, name)
      const total = rows[0]?.total ?? 0
      const data = rows.map(({ id, name, email, age, active }) => ({ id, name, email, age, active }))
      return { data, page, limit, total }
    },
    async listAfter(id, limit) {
      return pageOf(await select('after', 'WHERE id > $1 ORDER BY id LIMIT $2', [id, limit + 1]), limit)
    },
    async create({ name, email, age, active }) {
      try {
        const into = 'INSERT INTO contacts (name, _name_lower, email, age, active) VALUES ($1, $2, $3, $4, $5)'
        const values = [name, name.toLowerCase(), email, age, active]
        const [row] = await run('create', `${into} RETURNING ${columns}`, values)
        return row
      } catch (error) {
        throw error.code === uniqueViolation ? new EmailTaken('the email is taken') : error
      }
    },
    /** All of them, as lines of JSON. */
    async *lines() {
      for (let last = 0; ; ) {
        const rows = await select('after', 'WHERE id > $1 ORDER BY id LIMIT $2', [last, batchSize])
        yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
        if (rows.length < batchSize) return
        last = rows.at(-1).id
      }
    },
  }

  function readPage(part, email, name) {
    const counted = 'count(*) OVER ()'
    if (email !== undefined) {
      const sql = 'WHERE md5(lower(email)) = md5($3) AND lower(email) = $3 ORDER BY id LIMIT $1 OFFSET $2'
      return selectPage('by email', counted, sql, [...part, email.toLowerCase()])
    }
    if (name !== undefined) {
      const sql = 'WHERE strpos(_name_lower, $3) > 0 ORDER BY id LIMIT $1 OFFSET $2'
      return selectPage('by name', counted, sql, [...part, name.toLowerCase()])
    }
    return selectPage('page', kept, 'ORDER BY id LIMIT $1 OFFSET $2', part)
  }
}
