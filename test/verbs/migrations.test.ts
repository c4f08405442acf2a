import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildFirst, filesBelow } from '../support/cli.ts'
import { nodeBinaries } from '../support/node-binaries.ts'
import { failuresIn, runSourceTests } from '../support/own-tests.ts'
import { run } from '../support/run.ts'
import { startServer } from '../support/server-process.ts'
import { makeEarlierPackage } from './earlier-package.ts'
import { type MadeProject, makeProject } from './made-project.ts'

buildFirst()

const program = nodeBinaries.get(24) ?? ''
if (program === '') console.warn('Node 24 is not here, some tests of migrations are skipped: see npm run test:nodes')

const stored = (...resources: readonly string[]) =>
  makeProject(
    'resource',
    ...['--node', '24', '--store', 'sqlite'],
    ...resources.flatMap((resource) => ['--resource', resource]),
  )

function migrationsOf({ folder }: MadeProject): Record<string, string> {
  return Object.fromEntries(Object.entries(filesBelow(folder)).filter(([path]) => path.startsWith('migrations/')))
}

const start = ({ folder }: MadeProject, database = 'data/app.db') =>
  startServer(program, ['src/server.ts'], folder, { DATABASE_PATH: database })

type Send = (method: string, path: string, body?: object) => Promise<{ status: number; body: Record<string, unknown> }>

/** Starts the server of a project with its database, and ends it when the work is done. */
async function serve(project: MadeProject, work: (send: Send) => Promise<void>): Promise<void> {
  const { url, child, ended } = await start(project)
  const headers = { 'Content-Type': 'application/json' }
  await work(async (method, path, body) => {
    const res = await fetch(`${url}/api/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return { status: res.status, body: method === 'DELETE' ? {} : ((await res.json()) as Record<string, unknown>) }
  })
  child.kill('SIGTERM')
  await ended
}

/** The tables, indexes and triggers of a database. */
async function schemaOf({ folder }: MadeProject, database: string): Promise<string> {
  const code = `import { DatabaseSync } from 'node:sqlite'
    const all = new DatabaseSync(process.argv[1]).prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
    console.log(JSON.stringify(all))`
  const { status, output } = await run(program, ['--input-type=module', '-e', code, join(folder, database)])
  expect(status, output).toBe(0)
  return output
}

const day = '2026-01-31T12:00:00Z'
const times = { createdAt: expect.stringMatching(/^\d{4}-.*Z$/), updatedAt: expect.stringMatching(/^\d{4}-.*Z$/) }

/** The fields of a resource, an item of it, other fields, and what the item is then. */
const changes: readonly (readonly [string, object, string, object])[] = [
  ['a:string', { a: 'x' }, 'a:string b:datetime:optional:unique', { a: 'x' }],
  ['a:string', { a: 'x' }, "a:string b:string:default=it's", { a: 'x', b: "it's" }],
  ['a:string', { a: 'x' }, 'a:string b:boolean:default=true', { a: 'x', b: true }],
  ['a:string', { a: 'x' }, 'a:string b:number:default=1.5', { a: 'x', b: 1.5 }],
  ['a:string', { a: 'x' }, `a:string b:datetime:default=${day}`, { a: 'x', b: day }],
  ['a:string', { a: 'x' }, 'a:string timestamps', { a: 'x', ...times }],
  ['a:string timestamps', { a: 'x' }, 'a:string', { a: 'x' }],
  ['a:string b:datetime', { a: 'x', b: day }, 'a:string', { a: 'x' }],
  ['a:string b:email:unique', { a: 'x', b: 'a@b.co' }, 'a:string', { a: 'x' }],
  ['a:boolean b', { a: true, b: 'x' }, 'a:boolean:optional b', { a: true, b: 'x' }],
  ['a:integer:optional b', { b: 'x' }, 'a:integer:default=7 b', { a: 7, b: 'x' }],
  ['a:datetime:optional b', { b: 'x' }, `a:datetime:default=${day} b`, { a: day, b: 'x' }],
  ['a:datetime:optional', { a: day }, 'a:datetime', { a: day }],
  ['a:datetime', { a: day }, 'a:datetime:optional:unique', { a: day }],
  ['a:integer', { a: 3 }, 'a:number', { a: 3 }],
  ['a:number:unique', { a: 2.6 }, 'a:integer:unique', { a: 3 }],
  ['a:number:optional b', { b: 'x' }, 'a:integer:default=7 b', { a: 7, b: 'x' }],
  ['a:integer', { a: 3 }, 'a:string', { a: '3' }],
  ['a:datetime:unique', { a: day }, 'a:string:unique', { a: day }],
  ['a:string:unique', { a: 'A@b.co' }, 'a:email:unique', { a: 'A@b.co' }],
  ['a:enum=p,q', { a: 'p' }, 'a:enum=p,q,r', { a: 'p' }],
  ['a:string b:integer', { a: 'x', b: 1 }, 'b:integer a:string', { a: 'x', b: 1 }],
  ['a:string', { a: 'xyz' }, 'a:string(..2)', { a: 'xyz' }],
  ['due:datetime', { due: day }, 'due_ms:integer:default=3 due:datetime:optional', { due: day, due_ms: 3 }],
]

describe.skipIf(program === '')('the database of a running project', () => {
  test('follows every change of a field, and keeps its items, ids, counts and indexes', async () => {
    const names = changes.map((_, index) => `c${index}s`)
    const project = await stored(...changes.map(([before], index) => `${names[index]} ${before}`))
    const first = migrationsOf(project)
    await serve(project, async (send) => {
      for (const [index, [, item]] of changes.entries()) {
        expect(await send('POST', names[index] ?? '', item)).toMatchObject({ status: 201, body: { id: 1 } })
        expect((await send('DELETE', `${names[index]}/1`)).status).toBe(204)
        expect(await send('POST', names[index] ?? '', item)).toMatchObject({ status: 201, body: { id: 2 } })
      }
    })
    const flags = changes.flatMap(([, , after], index) => ['--resource', `${names[index]} ${after}`])
    expect(await project.verb('set', '--yes', ...flags)).toMatchObject({ status: 0, stderr: '' })
    const after = migrationsOf(project)
    expect(after).toMatchObject(first)
    // Three of them change nothing of a table.
    expect(Object.keys(after)).toHaveLength(2 * changes.length - 3)
    await serve(project, async (send) => {
      for (const [index, [before, , fields, expected]] of changes.entries()) {
        const name = names[index] ?? ''
        const row = `${before} -> ${fields}`
        const list = await send('GET', name)
        expect(list.body, row).toMatchObject({ total: 1, data: [{ id: 2, ...expected }] })
        expect(Object.keys((list.body.data as object[])[0] ?? {}).sort(), row).toEqual(
          ['id', ...Object.keys(expected)].sort(),
        )
        for (const [field, value] of Object.entries((list.body.data as object[])[0] ?? {})) {
          const { status, body } = await send('GET', `${name}?sort=-${field}&${field}=${encodeURIComponent(value)}`)
          if (field !== 'id')
            expect({ status, total: body.total }, `${row}: ${field}`).toEqual({ status: 200, total: 1 })
        }
        if (/^a\S+:unique/.test(fields)) expect((await send('POST', name, expected)).status, row).toBe(409)
        expect((await send('DELETE', `${name}/2`)).status).toBe(204)
        if (fields === 'a:string(..2)') continue
        expect(await send('POST', name, expected), row).toMatchObject({ status: 201, body: { id: 3 } })
      }
    })
    const { child, ended } = await start(project, 'fresh.db')
    child.kill('SIGTERM')
    await ended
    expect(await schemaOf(project, 'fresh.db')).toBe(await schemaOf(project, 'data/app.db'))
    const tests = await runSourceTests(project.folder, program, { files: ['database.test', 'resource.c0s.test'] })
    expect(tests.status, failuresIn(tests)).toBe(0)
  }, 180_000)
})

describe('a change of a resource that has a table', () => {
  test('is a new migration after all that are there, and those keep their bytes', async () => {
    const project = await stored('todos title done:boolean:optional', 'notes text')
    const first = migrationsOf(project)
    expect(await project.verb('add', 'tags label')).toMatchObject({ status: 0, stderr: '' })
    const both = await stored('todos title done:boolean:optional', 'notes text', 'tags label')
    expect(filesBelow(project.folder)).toEqual(filesBelow(both.folder))
    project.lay({ 'migrations/0004-own.sql': 'CREATE INDEX "own" ON "todos" ("title");\n' })
    const set = await project.verb('set', '--resource', 'todos title done:boolean:optional due:datetime:optional')
    expect(set).toMatchObject({ status: 0, stderr: '' })
    expect(set.stdout).toMatch(/^\+ migrations\/0005-change-todos\.sql +new$/m)
    expect(migrationsOf(project)).toMatchObject(first)
    expect(await project.verb('diff')).toMatchObject({ stdout: '' })
    expect((await project.verb('doctor')).stdout).not.toContain('migrations')
    expect((await project.verb('explain', 'migrations/0005-change-todos.sql:1')).stdout).toContain('store-sqlite')
    expect(await project.verb('upgrade')).toMatchObject({ status: 0, stdout: 'Nothing to do.\n' })
    expect(await project.verb('add', 'cors')).toMatchObject({ status: 0, stderr: '' })
    expect(await project.verb('remove', 'notes', '--yes')).toMatchObject({ status: 0 })
    expect(await project.verb('add', 'notes text')).toMatchObject({ status: 0, stderr: '' })
    expect(Object.keys(migrationsOf(project)).slice(3)).toEqual([
      'migrations/0004-own.sql',
      'migrations/0005-change-todos.sql',
      'migrations/0006-remove-notes.sql',
      'migrations/0007-notes.sql',
    ])
    expect(JSON.parse(project.read('.raw-http-app.json')).migrations).toEqual([
      '0001 todos title:string done:boolean:optional',
      '0002 notes text:string',
      '0003 tags label:string',
      '0005 todos title:string done:boolean:optional due:datetime:optional',
      '0006 notes',
      '0007 notes text:string',
    ])
    if (program === '') return
    await serve(project, async (send) => {
      expect(await send('POST', 'notes', { text: 'x' })).toMatchObject({ status: 201 })
      expect((await send('POST', 'todos', { title: 'x', due: day })).status).toBe(201)
    })
  })

  test('of a rule that no table holds is none', async () => {
    const project = await stored('todos title size:enum=s,m')
    expect(await project.verb('set', '--resource', 'todos title:string(..20000) size:enum=s,m,l')).toMatchObject({
      status: 0,
      stderr: '',
    })
    const other = await stored('todos title:string(..20000) size:enum=s,m,l')
    expect(filesBelow(project.folder)).toEqual(filesBelow(other.folder))
  })

  const start = 'todos title size:integer(0..9):optional kind:enum=a,b:default=a'
  test.each<[string, string]>([
    [start.replace(' kind:enum=a,b:default=a', ''), 'todos.kind goes with its values'],
    [
      start.replace('title', 'title(..100)').replace('title(', 'title:string('),
      'todos.title refuses values that it has accepted',
    ],
    [start.replace('(0..9)', '(1..9)'), 'todos.size refuses values'],
    [start.replace('enum=a,b', 'enum=a,c'), 'todos.kind refuses values'],
    [start.replace('title', 'title:email'), 'todos.title refuses what is not of type email'],
  ])('to %s wants a literal --yes', async (fields, loss) => {
    const project = await stored(start)
    const before = filesBelow(project.folder)
    const refused = await project.verb('set', '--resource', fields)
    expect(refused).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(loss) })
    expect(refused.stderr).toContain('Add --yes')
    expect(filesBelow(project.folder)).toEqual(before)
    const made = await project.verb('set', '--resource', fields, '--json', '--yes')
    expect(made).toMatchObject({ status: 0, stderr: expect.stringContaining(loss) })
  })

  test('that loses data is not accepted by --json alone; --dry-run and --check name it', async () => {
    const project = await stored('todos title', 'notes text')
    const before = filesBelow(project.folder)
    const loss = 'notes goes with its table and all that is in it'
    expect(await project.verb('remove', 'notes', '--json')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${loss}\nAdd --yes`),
    })
    expect(await project.verb('remove', 'notes', '--dry-run')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(loss),
    })
    expect(await project.verb('remove', 'notes', '--check')).toMatchObject({ status: 6 })
    expect(filesBelow(project.folder)).toEqual(before)
  })

  test.each<[string, string]>([
    ['todos title owner:string', 'todos.owner: items that are there have no value of it\nGive it default=value'],
    ['todos title owner:string:unique', 'todos.owner: items that are there have no value of it\nMake it optional'],
    ['todos title:integer', 'todos.title is of type string, whose values cannot become those of type integer\n'],
  ])('to %s cannot be', async (fields, why) => {
    const project = await stored('todos title')
    const before = filesBelow(project.folder)
    const { status, stderr } = await project.verb('set', '--resource', fields, '--yes')
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(why) })
    expect(filesBelow(project.folder)).toEqual(before)
    expect(
      await (await makeProject('resource', '--resource', 'todos title')).verb('set', '--resource', fields),
    ).toMatchObject({
      status: 0,
    })
  })

  test.skipIf(program === '')(
    'that the items of a database do not allow stops the start, and changes nothing',
    async () => {
      const project = await stored('todos title')
      await serve(project, async (send) => {
        await send('POST', 'todos', { title: 'x' })
        await send('POST', 'todos', { title: 'x' })
      })
      const set = await project.verb('set', '--resource', 'todos title:string:unique')
      expect(set.stdout).toContain(
        'Note: The migration of todos.title fails where two items have the same value of it.',
      )
      const started = await run(program, ['src/server.ts'], { cwd: project.folder })
      expect(started).toMatchObject({ status: 1 })
      expect(started.output).toMatch(/^migrations\/0002-change-todos\.sql failed: UNIQUE constraint failed/m)
      expect(await project.verb('undo', '--yes')).toMatchObject({ status: 0 })
      await serve(project, async (send) => expect((await send('GET', 'todos')).body).toMatchObject({ total: 2 }))
    },
  )
})

test('undo of a migration that a database may have applied wants a literal --yes', async () => {
  const project = await stored('todos title')
  const before = filesBelow(project.folder)
  expect((await project.verb('add', 'notes text')).status).toBe(0)
  const after = filesBelow(project.folder)
  for (const flags of [[], ['--json']]) {
    expect(await project.verb('undo', ...flags)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^migrations\/0002-notes\.sql goes: the server refuses .*\nAdd --yes/),
    })
  }
  expect((await project.verb('undo', '--dry-run')).stdout).toContain('migrations/0002-notes.sql goes')
  expect(filesBelow(project.folder)).toEqual(after)
  expect(await project.verb('undo', '--yes')).toMatchObject({ status: 0, stderr: '' })
  expect(filesBelow(project.folder)).toEqual(before)
})

test('a store that is left keeps what it has, which is said; one that comes back starts from the resources', async () => {
  const project = await stored('todos title')
  const before = filesBelow(project.folder)
  project.lay({ 'migrations/0002-own.sql': '-- mine\n' })
  for (const args of [
    ['set', '--store', 'memory'],
    ['remove', 'resource', 'router'],
  ]) {
    const { status, stdout } = await project.verb(...args)
    expect({ args, status }).toEqual({ args, status: 0 })
    expect(stdout).toContain('Note: The database of the project keeps its tables with all that is in them (todos)')
    expect(stdout).toContain('Note: Do not commit it: .gitignore does not list data/ any more.')
    expect(stdout).toContain('left in migrations: migrations/0002-own.sql')
    expect(Object.keys(migrationsOf(project))).toEqual(['migrations/0002-own.sql'])
    expect((await project.verb('undo')).status).toBe(0)
  }
  expect((await project.verb('set', '--store', 'memory')).status).toBe(0)
  expect((await project.verb('set', '--store', 'sqlite')).status).toBe(0)
  expect(filesBelow(project.folder)).toEqual({ ...before, 'migrations/0002-own.sql': '-- mine\n' })
})

test('a migration that an earlier version wrote keeps its bytes, and what follows comes after it', async () => {
  const project = await stored('todos title')
  const earlier = makeEarlierPackage(join(project.folder, '../earlier'), { version: '0.0.9' })
  const path = 'migrations/0001-todos.sql'
  project.edit(path, /^/, '-- As it was in 0.0.9.\n')
  const digest = createHash('sha256').update(project.read(path)).digest('hex')
  project.edit('.raw-http-app.json', /("migrations\/0001-todos\.sql": ")\w+/, `$1${digest}`)
  project.edit('.raw-http-app.json', /"version": "[^"]+"/, '"version": "0.0.9"')
  const old = migrationsOf(project)
  expect(await project.verb('diff', '--base', earlier)).toMatchObject({ status: 0, stdout: '' })
  expect(await project.verb('upgrade', '--base', earlier)).toMatchObject({ status: 0, stderr: '' })
  expect(await project.verb('set', '--resource', 'todos title due:datetime:optional')).toMatchObject({ status: 0 })
  expect(migrationsOf(project)).toMatchObject(old)
  expect(Object.keys(migrationsOf(project))).toEqual([path, 'migrations/0002-change-todos.sql'])
  expect(JSON.parse(project.read('.raw-http-app.json')).files[path]).toBe(digest)
  expect(await project.verb('diff')).toMatchObject({ stdout: '' })
  expect((await project.verb('explain', path)).stdout).toBe(
    `${path} was written by another version, and stays as it is.\n`,
  )
  project.edit(path, /^/, '-- mine\n')
  expect(await project.verb('add', 'notes text')).toMatchObject({ status: 0, stderr: '' })
  expect(project.read(path)).toMatch(/^-- mine\n/)
  expect(JSON.parse(project.read('.raw-http-app.json')).files[path]).toBe(digest)
})
