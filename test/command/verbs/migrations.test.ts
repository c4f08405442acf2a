import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildFirst, filesBelow } from '../../support/cli.ts'
import { makeEarlierPackage } from './earlier-package.ts'
import { makeProject } from './made-project.ts'
import { makeStored, migrationsOf, serve, sqlite } from './stored-project.ts'

buildFirst()

const stored = (...resources: readonly string[]) => makeStored(sqlite, ...resources)

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
    if (!sqlite.canStart) return
    await serve(project, await sqlite.createDatabase(project), async (send) => {
      expect(await send('POST', 'notes', { text: 'x' })).toMatchObject({ status: 201 })
      expect((await send('POST', 'todos', { title: 'x', due: '2026-01-31T12:00:00Z' })).status).toBe(201)
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
