import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '../../../src/model/answers.ts'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { nodeBinaries } from '../../support/node-binaries.ts'
import { renderProject, writeProject } from '../../support/project.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { folderForFile } from '../../support/scratch.ts'
import { startServer } from '../../support/server-process.ts'
import { makeProject, type Project } from '../http/server.ts'

const program = nodeBinaries.get(24) ?? ''
const specifications = ['posts title author:ref=users reviewer:ref=users:optional', 'users name']
const withRefs = (answers: Answers) => ({ ...answers, resources: specifications.map(parseSpecification) })

const users = 50
const creates = 500
const workers = 40

describe('items in memory', () => {
  let project: Project

  beforeAll(() => {
    project = makeProject(withRefs(answersFor(realPack, ['resource'], 20)))
  })
  afterAll(() => project.remove())

  test('never refer to one that is deleted at the same time', async () => {
    const { url } = await project.start()
    await race([url])
  }, 60_000)
})

describe.skipIf(program === '')('items in SQLite', () => {
  test('never refer to one that another process deletes at the same time', async () => {
    const root = folderForFile()
    const answers = withRefs(answersFor(realPack, ['resource'], 24))
    const { folder } = writeProject(renderProject(realPack, { name: 'refs', answers }), root)
    mkdirSync(join(root, 'data'))
    const start = () => startServer(program, ['src/server.ts'], folder, { DATABASE_PATH: join(root, 'data/app.db') })
    const servers = [await start(), await start()]
    await race(servers.map(({ url }) => url))
  }, 120_000)
})

/** Creates, changes and deletes at once, in turns on each server; then looks whether every reference leads somewhere. */
async function race(urls: readonly string[]): Promise<void> {
  let turn = 0
  const send = async (method: string, path: string, body?: object) => {
    turn += 1
    const headers = body ? { 'Content-Type': 'application/json' } : {}
    const init = { method, headers, body: body ? JSON.stringify(body) : null }
    return fetch(`${urls[turn % urls.length]}/api/${path}`, init)
  }
  for (let id = 1; id <= users; id += 1) await send('POST', 'users', { name: `user ${id}` })
  await send('POST', 'users', { name: 'stays' })
  const moved = (await (await send('POST', 'posts', { title: 'moved', authorId: users + 1 })).json()) as { id: number }

  const statuses = new Map<string, Set<number>>([
    ['POST', new Set()],
    ['DELETE', new Set()],
    ['PATCH', new Set()],
  ])
  const requests = Array.from({ length: creates }, (_, n) => {
    const user = 1 + (n % users)
    const create = {
      method: 'POST',
      path: 'posts',
      body: { title: 'new', authorId: user, reviewerId: 1 + ((n * 7) % users) },
    }
    const move = { method: 'PATCH', path: `posts/${moved.id}`, body: { reviewerId: user } }
    const remove = { method: 'DELETE', path: `users/${user}`, body: undefined }
    // Half of the users are deleted at the same time as the first items that refer to them, the others later.
    const isDeleted = Math.floor(n / users) === (user % 2 === 0 ? 0 : 5)
    return [...(isDeleted ? [remove] : []), create, ...(n % 5 === 0 ? [move] : [])]
  }).flat()
  const work = async () => {
    for (let next = requests.shift(); next !== undefined; next = requests.shift()) {
      const { status } = await send(next.method, next.path, next.body)
      statuses.get(next.method)?.add(status)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))

  expect([...(statuses.get('POST') ?? [])].sort()).toEqual([201, 400])
  expect([...(statuses.get('DELETE') ?? [])].sort()).toEqual([204, 409])
  const posts = await listAll(urls, 'posts')
  const there = new Set((await listAll(urls, 'users')).map(({ id }) => id))
  expect(there.size).toBeLessThan(users + 1)
  const dangling = posts.filter(({ authorId, reviewerId }) =>
    [authorId, reviewerId].some((id) => id !== undefined && !there.has(id)),
  )
  expect(dangling).toEqual([])
}

interface Item {
  readonly id: number
  readonly authorId?: number
  readonly reviewerId?: number
}

async function listAll([url]: readonly string[], name: string): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let page = 1; ; page += 1) {
    const res = await fetch(`${url}/api/${name}?limit=100&page=${page}`)
    const { data, total } = (await res.json()) as { data: Item[]; total: number }
    items.push(...data)
    if (items.length >= total) return items
  }
}
