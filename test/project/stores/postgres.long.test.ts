import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile } from '../../support/compile.ts'
import { canStartPostgres, createSchema, type Postgres, query, startPostgres } from '../../support/postgres.ts'
import { linkModules, type Project, renderProject, writeProject } from '../../support/project.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { type ServerProcess, startServer } from '../../support/server-process.ts'

const root = folderForFile()
const writers = 8
const rounds = Number(process.env.STORE_ROUNDS ?? 1)
const kills = 5 * rounds

if (!canStartPostgres) console.warn('PostgreSQL is not here, its tests are skipped: npm has it for Linux on x64')

describe.skipIf(!canStartPostgres)('a database of PostgreSQL', () => {
  let postgres: Postgres
  let project: Project

  beforeAll(async () => {
    linkModules(root, 20)
    const answers = answersFor(realPack, ['resource', 'health', 'graceful-shutdown'], 20)
    const options = { ...answers.options, resource: { store: 'postgres' } }
    project = writeProject(renderProject(realPack, { name: 'kept', answers: { ...answers, options } }), root)
    const [complaints, server] = await Promise.all([compile(root, [project], true), startPostgres()])
    postgres = server
    expect([...complaints.values()]).toEqual([])
  })

  afterAll(() => postgres?.stop())

  const start = (url: string, env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> =>
    startServer(process.execPath, ['.tests/src/server.js'], project.folder, { DATABASE_URL: url, ...env })

  test(
    'loses no change of two servers, and gives no id twice',
    async () => {
      const database = await createSchema(postgres.url)
      const servers = await Promise.all([start(database), start(database)])
      const ids = new Set<number>()
      await together(2 * writers, async (writer) => {
        const url = `${servers[writer % 2]?.url}/api/todos`
        for (let n = 0; n < 50; n += 1) {
          const { id } = (await (await send('POST', url, { title: `${writer} ${n}` })).json()) as { id: number }
          expect(ids.has(id)).toBe(false)
          ids.add(id)
        }
      })
      expect(ids.size).toBe(100 * writers)
      // Each change is made of what it has read: If-Match refuses those that others were faster than.
      let stored = 0
      await together(2 * writers, async (writer) => {
        const url = `${servers[writer % 2]?.url}/api/todos/1`
        for (let n = 0; n < 125 * rounds; n += 1) {
          const read = await fetch(url)
          const { title } = (await read.json()) as { title: string }
          const count = Number(/\d+$/.exec(title)?.[0] ?? 0)
          const changed = await send(
            'PATCH',
            url,
            { title: `n${count + 1}` },
            { 'If-Match': read.headers.get('etag') ?? '' },
          )
          expect([200, 412]).toContain(changed.status)
          if (changed.status === 200) stored += 1
        }
      })
      const { title } = (await (await fetch(`${servers[0]?.url}/api/todos/1`)).json()) as { title: string }
      expect(title).toBe(`n${stored}`)
    },
    120_000 * rounds,
  )

  test(
    'responds with 503 while PostgreSQL is away, and has every item that was confirmed when it is back',
    async () => {
      const database = await createSchema(postgres.url)
      const server = await start(database)
      const url = `${server.url}/api/todos`
      const confirmed = new Map<number, string>()
      const statuses = new Set<number>()
      let isOver = false
      const writing = together(writers, async (writer) => {
        for (let n = 0; !isOver; n += 1) {
          const title = `${writer} ${n}`
          const res = await send('POST', url, { title })
          statuses.add(res.status)
          if (res.status === 201) confirmed.set(((await res.json()) as { id: number }).id, title)
          else expect([res.status, res.headers.get('retry-after')]).toEqual([503, '1'])
        }
      })
      for (let crash = 0; crash < 3; crash += 1) {
        const before = confirmed.size
        await expect.poll(() => confirmed.size).toBeGreaterThan(before + 20)
        postgres.kill()
        await expect.poll(async () => (await fetch(`${server.url}/ready`)).status).toBe(503)
        expect((await fetch(`${server.url}/health`)).status).toBe(200)
        await postgres.start()
        await expect.poll(async () => (await fetch(`${server.url}/ready`)).status).toBe(200)
      }
      isOver = true
      await writing
      expect([...statuses].sort()).toEqual([201, 503])
      for (let n = 0; n < 50; n += 1) expect((await fetch(url)).status).toBe(200)
      for (const [id, title] of confirmed) expect(await (await fetch(`${url}/${id}`)).json()).toEqual({ id, title })
      server.child.kill('SIGTERM')
      expect(await server.ended).toBe(0)
      expect(server.output()).not.toMatch(/uncaught/)
    },
    120_000 * rounds,
  )

  test(
    'has every item that was confirmed after the server was killed',
    async () => {
      const database = await createSchema(postgres.url)
      const confirmed = new Map<number, string>()
      for (let kill = 0; kill < kills; kill += 1) {
        const { url, child, ended } = await start(database)
        const atLeast = confirmed.size + 1 + Math.floor(Math.random() * 100)
        await together(writers, async (writer) => {
          for (let n = 0; ; n += 1) {
            const title = `${kill} ${writer} ${n}`
            const res = await send('POST', `${url}/api/todos`, { title }).catch(() => undefined)
            if (res === undefined) return
            const { id } = (await res.json().catch(() => ({}))) as { id?: number }
            if (id === undefined) return
            expect(confirmed.has(id)).toBe(false)
            confirmed.set(id, title)
            if (confirmed.size >= atLeast) child.kill('SIGKILL')
          }
        })
        await ended
      }
      const { url } = await start(database)
      for (const [id, title] of confirmed) {
        expect(await (await fetch(`${url}/api/todos/${id}`)).json()).toEqual({ id, title })
      }
      const { total } = (await (await fetch(`${url}/api/todos`)).json()) as { total: number }
      // Those that were stored when the kill came, and not confirmed any more.
      expect(total - confirmed.size).toBeGreaterThanOrEqual(0)
      expect(total - confirmed.size).toBeLessThanOrEqual(kills * writers)
    },
    120_000 * rounds,
  )

  test('responds with 503 where a connection does not respond any more, and takes another one', async () => {
    const database = new URL(await createSchema(postgres.url))
    database.searchParams.set('application_name', 'stalled')
    const server = await start(database.href, { DATABASE_POOL: '1', DATABASE_STATEMENT_TIMEOUT_MS: '1000' })
    const url = `${server.url}/api/todos`
    expect((await send('POST', url, { title: 'first' })).status).toBe(201)
    const select = `SELECT pid FROM pg_stat_activity WHERE application_name = 'stalled'`
    const [connection] = (await query(postgres.url, select)) as { pid: number }[]
    const pid = connection?.pid ?? 0
    process.kill(pid, 'SIGSTOP')
    try {
      const stalled = await fetch(`${url}/1`)
      expect([stalled.status, stalled.headers.get('retry-after')]).toEqual([503, '1'])
      expect(await (await fetch(`${url}/1`)).json()).toEqual({ id: 1, title: 'first' })
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.output()).toMatch(/no response within 6000 ms/)
  })

  test.each([
    [
      'a wrong password',
      (url: URL) => url.searchParams.set('password', 'wrong'),
      /refuses \(password authentication failed/,
    ],
    [
      'a database that does not exist',
      (url: URL) => {
        url.pathname = '/none'
      },
      /^database "none" does not exist: /,
    ],
    [
      'no server',
      (url: URL) => url.searchParams.set('host', '/none'),
      /^The database at \/none:5432\/postgres cannot be/,
    ],
  ])('does not start with %s: one line says so, without the password', async (_, change, message) => {
    const folder = new URL(postgres.url).searchParams.get('host')
    await query(
      postgres.url,
      `DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'secret'; EXCEPTION WHEN duplicate_object THEN END $$`,
    )
    const url = new URL(`postgres:///postgres?host=${folder}&user=guarded&password=secret`)
    change(url)
    const ended = start(url.href, { DATABASE_WAIT_MS: '500' })
    const error = await ended.then(
      () => undefined,
      (reason: Error) => reason.message.split('\n').slice(1),
    )
    expect(error).toEqual([expect.stringMatching(message), ''])
    expect(String(error)).not.toMatch(/wrong|secret/)
  })
})

/** So many times at once; rejects as the first does. */
async function together(count: number, work: (index: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => work(index)))
}

function send(method: string, url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) })
}
