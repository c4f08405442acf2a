import { describe, expect, test } from 'vitest'
import { buildFirst } from '../../support/cli.ts'
import { failuresIn, runSourceTests } from '../../support/own-tests.ts'
import { run } from '../../support/run.ts'
import {
  type Database,
  makeStored,
  migrationsOf,
  postgres,
  program,
  type Store,
  serve,
  sqlite,
} from './stored-project.ts'

buildFirst()

const stores = [sqlite, postgres]
if (!stores.every(({ canStart }) => canStart)) {
  console.warn('Node 24 or PostgreSQL is not here, tests of migrations are skipped: see npm run test:nodes')
}

const day = '2026-01-31T12:00:00Z'
const times = { createdAt: expect.stringMatching(/^\d{4}-.*Z$/), updatedAt: expect.stringMatching(/^\d{4}-.*Z$/) }

/** The fields of a resource, an item of it, other fields, what the item is then, and stores whose table stays as it is. */
const changes: readonly (readonly [string, object, string, object, Store['name'][]?])[] = [
  ['a:string', { a: 'x' }, 'a:string b:datetime:optional:unique', { a: 'x' }],
  ['a:string', { a: 'x' }, "a:string b:string:default=It's-İÉ", { a: 'x', b: "It's-İÉ" }],
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
  ['a:string:optional b', { b: 'x' }, 'a:string:default=É b', { a: 'É', b: 'x' }],
  ['a:string', { a: 'É' }, 'a:string:optional', { a: 'É' }],
  ['a:datetime:optional', { a: day }, 'a:datetime', { a: day }],
  ['a:datetime', { a: day }, 'a:datetime:optional:unique', { a: day }],
  ['a:integer', { a: 3 }, 'a:number', { a: 3 }],
  ['a:number:unique', { a: 2.6 }, 'a:integer:unique', { a: 3 }],
  ['a:number b:number:optional', { a: -2.5, b: 2.5 }, 'a:integer b:integer', { a: -3, b: 3 }],
  ['a:number:optional b', { b: 'x' }, 'a:integer:default=7 b', { a: 7, b: 'x' }],
  ['a:integer', { a: 3 }, 'a:string', { a: '3' }],
  ['a:integer:optional b', { b: 'x' }, 'a:string:default=É b', { a: 'É', b: 'x' }],
  ['a:url', { a: 'https://x.co/ÉΣ-İΣ' }, 'a:string', { a: 'https://x.co/ÉΣ-İΣ' }, ['sqlite']],
  ['a:enum=P,q b', { a: 'P', b: 'https://X.co/É' }, 'a:string b:url:optional', { a: 'P', b: 'https://X.co/É' }],
  ['a:datetime:unique', { a: day }, 'a:string:unique', { a: day }],
  ['a:string:unique', { a: 'A@b.co' }, 'a:email:unique', { a: 'A@b.co' }],
  ['a:enum=p,q', { a: 'p' }, 'a:enum=p,q,r', { a: 'p' }, ['sqlite', 'postgres']],
  ['a:string b:integer', { a: 'x', b: 1 }, 'b:integer a:string', { a: 'x', b: 1 }, ['sqlite', 'postgres']],
  ['a:string', { a: 'xyz' }, 'a:string(..2)', { a: 'xyz' }, ['sqlite', 'postgres']],
  ['due:datetime', { due: day }, 'due_ms:integer:default=3 due:datetime:optional', { due: day, due_ms: 3 }],
]

describe.each(stores)('the $name database of a running project', (store) => {
  test.skipIf(!store.canStart)(
    'follows every change of a field, and keeps its items, ids, counts and indexes',
    async () => {
      const names = changes.map((_, index) => `c${index}s`)
      const project = await makeStored(store, ...changes.map(([before], index) => `${names[index]} ${before}`))
      const database = await store.createDatabase(project)
      const first = migrationsOf(project)
      await serve(project, database, async (send) => {
        for (const [index, [, item]] of changes.entries()) {
          expect(await send('POST', names[index] ?? '', item)).toMatchObject({ status: 201, body: { id: 1 } })
          expect((await send('DELETE', `${names[index]}/1`)).status).toBe(204)
          expect(await send('POST', names[index] ?? '', item)).toMatchObject({ status: 201, body: { id: 2 } })
        }
      })
      const resources = changes.map(([, , after], index) => `${names[index]} ${after}`)
      const flags = resources.flatMap((resource) => ['--resource', resource])
      expect(await project.verb('set', '--yes', ...flags)).toMatchObject({ status: 0, stderr: '' })
      const after = migrationsOf(project)
      expect(after).toMatchObject(first)
      const unchanged = changes.filter(([, , , , same]) => same?.includes(store.name)).length
      expect(Object.keys(after).length - Object.keys(first).length).toBe(changes.length - unchanged)
      await serve(project, database, async (send) => {
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
      await expectSameAsFresh(store, database, resources)
      const tests = await runSourceTests(project.folder, program, {
        files: ['database.test', 'resource.c0s.test'],
        env: await store.testSettings(),
      })
      expect(tests.status, failuresIn(tests)).toBe(0)
    },
    240_000,
  )

  test.skipIf(!store.canStart)(
    'follows references that come and go, and tables that go though they refer to each other',
    async () => {
      const project = await makeStored(store, 'posts title', 'users name', 'tags label owner:ref=users:optional')
      const database = await store.createDatabase(project)
      await serve(project, database, async (send) => {
        expect((await send('POST', 'users', { name: 'x' })).status).toBe(201)
        expect((await send('POST', 'posts', { title: 'x' })).status).toBe(201)
        expect((await send('POST', 'tags', { label: 'x', ownerId: 1 })).status).toBe(201)
      })
      const changed = [
        'posts title author:ref=users:optional:unique group:ref=groups:optional',
        'users name favourite:ref=posts:optional self:ref=users:optional',
        'tags label',
        'groups name',
      ]
      const flags = changed.slice(0, 3).flatMap((resource) => ['--resource', resource])
      expect(await project.verb('add', 'groups name')).toMatchObject({ status: 0, stderr: '' })
      expect(await project.verb('set', '--yes', ...flags)).toMatchObject({ status: 0, stderr: '' })
      await serve(project, database, async (send) => {
        expect((await send('GET', 'posts')).body).toMatchObject({ total: 1, data: [{ id: 1, title: 'x' }] })
        const refused = await send('POST', 'posts', { title: 'y', authorId: 2, groupId: 1 })
        const exists = (name: string) => ({ message: expect.stringContaining(`exists in ${name}`) })
        expect(refused).toMatchObject({ status: 400, body: { errors: [exists('users'), exists('groups')] } })
        expect((await send('POST', 'posts', { title: 'y', authorId: 1 })).status).toBe(201)
        expect((await send('POST', 'posts', { title: 'z', authorId: 1 })).status).toBe(409)
        expect((await send('PATCH', 'users/1', { favouriteId: 2, selfId: 1 })).status).toBe(200)
        expect((await send('DELETE', 'users/1')).status).toBe(409)
      })
      await expectSameAsFresh(store, database, changed)
      expect(await project.verb('remove', 'posts', 'users', '--json')).toMatchObject({ status: 2 })
      expect(await project.verb('remove', 'posts', 'users', '--yes')).toMatchObject({ status: 0, stderr: '' })
      expect(await project.verb('add', 'posts title')).toMatchObject({ status: 0, stderr: '' })
      await serve(project, database, async (send) => {
        expect((await send('GET', 'tags')).body).toMatchObject({ total: 1, data: [{ id: 1, label: 'x' }] })
        expect((await send('GET', 'posts')).body).toMatchObject({ total: 0 })
        expect(await send('POST', 'posts', { title: 'x' })).toMatchObject({ status: 201, body: { id: 1 } })
      })
      await expectSameAsFresh(store, database, [...changed.slice(2), 'posts title'])
    },
    240_000,
  )

  test.skipIf(!store.canStart)(
    'stays as it is where its items do not allow a change: the server does not start',
    async () => {
      const project = await makeStored(store, 'todos title')
      const database = await store.createDatabase(project)
      await serve(project, database, async (send) => {
        await send('POST', 'todos', { title: 'x' })
        await send('POST', 'todos', { title: 'x' })
      })
      const set = await project.verb('set', '--resource', 'todos title:string:unique')
      expect(set.stdout).toContain(
        'Note: The migration of todos.title fails where two items have the same value of it.',
      )
      const started = await run(program, ['src/server.ts'], { cwd: project.folder, env: { ...database } })
      expect(started).toMatchObject({ status: 1 })
      expect(started.output).toMatch(/^migrations\/0002-change-todos\.sql failed: .*\bunique\b/im)
      expect(await project.verb('undo', '--yes')).toMatchObject({ status: 0 })
      await serve(project, database, async (send) => {
        expect((await send('GET', 'todos')).body).toMatchObject({ total: 2 })
      })
    },
  )
})

/** As a project that has these resources from the start makes it. */
async function expectSameAsFresh(store: Store, database: Database, resources: readonly string[]): Promise<void> {
  const project = await makeStored(store, ...resources)
  const fresh = await store.createDatabase(project)
  await serve(project, fresh, async () => undefined)
  expect(await store.describe(database)).toEqual(await store.describe(fresh))
}
