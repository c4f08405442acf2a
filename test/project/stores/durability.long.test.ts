import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { type Project, renderProject, writeProject } from '../../support/project.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { startServer } from '../../support/server-process.ts'

const root = folderForFile()
const program = nodeBinaries.get(24) ?? ''
const rounds = Number(process.env.STORE_ROUNDS ?? 1)
const kills = 5 * rounds
const writers = 8

if (program === '') console.warn('Node 24 is not here, the tests of SQLite are skipped: see npm run test:nodes')

describe.skipIf(program === '')('a database of SQLite', () => {
  let project: Project

  beforeAll(() => {
    project = writeProject(
      renderProject(realPack, { name: 'kept', answers: answersFor(realPack, ['resource'], 24) }),
      root,
    )
  })

  test(
    'has every item that was confirmed, whole and once, after kills amid writes',
    async () => {
      const folder = join(root, 'data')
      mkdirSync(folder)
      const start = () =>
        startServer(program, ['src/server.ts'], project.folder, { DATABASE_PATH: join(folder, 'app.db') })
      const confirmed = new Map<number, string>()
      for (let kill = 0; kill < kills; kill += 1) {
        const { url, child, ended } = await start()
        const atLeast = confirmed.size + 1 + Math.floor(Math.random() * 200)
        const write = async (writer: number) => {
          for (let n = 0; ; n += 1) {
            const title = `${kill} ${writer} ${n}`
            const res = await create(url, title)
            if (res === undefined) return
            expect(confirmed.has(res.id)).toBe(false)
            confirmed.set(res.id, title)
            if (confirmed.size >= atLeast) child.kill('SIGKILL')
          }
        }
        await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
        await ended
      }
      const { url } = await start()
      for (const [id, title] of confirmed) {
        const res = await fetch(`${url}/api/todos/${id}`)
        expect(await res.json()).toEqual({ id, title })
      }
      const list = (await (await fetch(`${url}/api/todos?limit=1`)).json()) as { total: number }
      // Those that were stored when the kill came, and not confirmed any more.
      expect(list.total - confirmed.size).toBeGreaterThanOrEqual(0)
      expect(list.total - confirmed.size).toBeLessThanOrEqual(kills * writers)
    },
    120_000 * rounds,
  )
})

/** undefined: the server has been killed. */
async function create(url: string, title: string): Promise<{ id: number } | undefined> {
  const headers = { 'Content-Type': 'application/json' }
  try {
    const res = await fetch(`${url}/api/todos`, { method: 'POST', headers, body: JSON.stringify({ title }) })
    expect(res.status).toBe(201)
    return (await res.json()) as { id: number }
  } catch (error) {
    if (error instanceof TypeError) return undefined // fetch fails with one when the connection breaks
    throw error
  }
}
