import assert from 'node:assert/strict'
import { once } from 'node:events'
import { statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { databasePath } from './database-path.ts'
import { runProgram, startProgram } from './program.ts'

const path = '/api/todos'
const table = 'todos'

const sample = {
  title: 'Buy milk',
  done: true,
}

const onPosix = { skip: process.platform === 'win32' }

/** The item as it was stored, with what the server sets. */
async function create(url: string): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' }
  const res = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(sample) })
  assert.equal(res.status, 201)
  return res.json()
}

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`has what was stored before ${signal}`, onPosix, async (t) => {
    const env = { DATABASE_PATH: databasePath(t) }
    const first = await startProgram(t, env)
    const item = await create(first.url)
    first.child.kill(signal)
    await once(first.child, 'close')
    const { url } = await startProgram(t, env)
    assert.deepEqual(await (await fetch(`${url}${path}/1`)).json(), item)
  })
}

test('shares a file with another process', async (t) => {
  const env = { DATABASE_PATH: databasePath(t) }
  const [one, other] = await Promise.all([startProgram(t, env), startProgram(t, env)])
  const item = await create(one.url)
  assert.deepEqual(await (await fetch(`${other.url}${path}/1`)).json(), item)
  assert.equal((await fetch(`${other.url}${path}/1`, { method: 'DELETE' })).status, 204)
  assert.equal((await fetch(`${one.url}${path}/1`)).status, 404)
})

test('creates a file that its owner alone can read', onPosix, async (t) => {
  const DATABASE_PATH = databasePath(t)
  await startProgram(t, { DATABASE_PATH })
  for (const tail of ['', '-wal', '-shm']) assert.equal(statSync(DATABASE_PATH + tail).mode & 0o777, 0o600, tail)
})

test('copies a database in use, once', async (t) => {
  const DATABASE_PATH = databasePath(t)
  const { url } = await startProgram(t, { DATABASE_PATH })
  await create(url)
  const copy = databasePath(t).replace(/data.app\.db$/, 'copy.db')
  const backup = () => runProgram(t, 'src/database-tasks', ['backup', copy], { DATABASE_PATH })
  assert.deepEqual([(await backup()).code, (await backup()).code], [0, 1])
  const db = new DatabaseSync(copy, { readOnly: true })
  t.after(() => db.close())
  assert.equal(db.prepare(`SELECT count(*) AS count FROM "${table}"`).get()?.['count'], 1)
  if (process.platform !== 'win32') assert.equal(statSync(copy).mode & 0o777, 0o600)
})

test('leaves migrations to their script where MIGRATE is off', async (t) => {
  const env = { DATABASE_PATH: databasePath(t), MIGRATE: 'off' }
  const refused = await runProgram(t, 'src/server', [], env)
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /^\S+ needs the migration 0001-\S+\.sql, .*\n$/)
  const migrated = await runProgram(t, 'src/database-tasks', ['migrate'], env)
  assert.match(migrated.stdout, /applied 0001-/)
  await create((await startProgram(t, env)).url)
})

test('creates samples where there are no items', async (t) => {
  const env = { DATABASE_PATH: databasePath(t) }
  assert.match((await runProgram(t, 'src/seed', [], env)).stdout, /: created [1-3]\n/)
  assert.match((await runProgram(t, 'src/seed', [], env)).stdout, /: has items already\n/)
})

test('does not start with a file of another kind', async (t) => {
  const DATABASE_PATH = join(dirname(databasePath(t)), '..', 'app.db')
  writeFileSync(DATABASE_PATH, 'x'.repeat(10_000))
  const { code, stderr } = await runProgram(t, 'src/server', [], { DATABASE_PATH })
  assert.equal(code, 1)
  assert.match(stderr, /^\S+app\.db is damaged or not an SQLite database: .*\n$/)
})
