import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { migrate } from '../src/stores/migrate.ts'

const [a, b] = ['CREATE TABLE a (id INTEGER);\n', 'INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n']

/** A database, and a folder with these migrations. */
function prepare(t: TestContext, files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  const db = new DatabaseSync(':memory:')
  t.after(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
  const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
  for (const [name, sql] of Object.entries(files)) write(name, sql)
  const count = () => db.prepare('SELECT count(*) AS count FROM a').get()?.['count']
  return { folder, write, count, run: (applies = true) => migrate(db, 'app.db', folder, applies) }
}

test('applies each migration once, in order', (t) => {
  const { run, write, count } = prepare(t, { '0002-b.sql': b, '0001-a.sql': a, 'notes.txt': 'x' })
  assert.deepEqual(run(), ['0001-a.sql', '0002-b.sql'])
  assert.deepEqual(run(), [])
  write('0003-c.sql', b)
  assert.deepEqual(run(), ['0003-c.sql'])
  assert.equal(count(), 4)
})

test('applies none where one of them fails, and names it', (t) => {
  const { run, write } = prepare(t, { '0001-a.sql': a, '0002-b.sql': `${b}INSERT INTO b VALUES (1);\n` })
  assert.throws(() => run(), /migrations\/0002-b\.sql failed: no such table/)
  write('0002-b.sql', b)
  assert.deepEqual(run(), ['0001-a.sql', '0002-b.sql'])
})

test('names a migration that was changed after it was applied', (t) => {
  const { run, write } = prepare(t, { '0001-a.sql': a })
  run()
  write('0001-a.sql', a.replaceAll('\n', '\r\n')) // as git may write it
  assert.deepEqual(run(), [])
  write('0001-a.sql', `${a} `)
  assert.throws(() => run(), /migrations\/0001-a\.sql was changed after it was applied/)
})

test('names a migration of a newer version', (t) => {
  const { run, folder } = prepare(t, { '0001-a.sql': a, '0002-b.sql': b })
  run()
  rmSync(join(folder, '0002-b.sql'))
  assert.throws(() => run(), /app\.db has the migration 0002-b\.sql, .* newer version/)
})

test('names the first that is missing where it may not apply it', (t) => {
  const { run } = prepare(t, { '0001-a.sql': a, '0002-b.sql': b })
  assert.throws(() => run(false), /app\.db needs the migration 0001-a\.sql/)
  run()
  assert.deepEqual(run(false), [])
})
