import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { luaScript } from '../../../bench/load/wrk.ts'
import { type ServerProcess, startServer } from '../../../bench/run/server-process.ts'
import { storeCases } from '../../../bench/stores/cases.ts'
import { compareStores } from '../../../bench/stores/compare-stores.ts'
import { contactAt, isContact, isExport, isPage } from '../../../bench/stores/judges.ts'
import { checkStoreCase } from '../../../bench/stores/measure-store-case.ts'
import { oneByOne } from '../../../bench/stores/one-by-one.ts'
import { makeStoreProject, type StoreProject } from '../../../bench/stores/projects.ts'
import { storeCommand } from '../../../bench/stores/store-stacks.ts'

const size = 100

describe('the generated server of the bench, with contacts in memory', () => {
  let project: StoreProject
  let server: ServerProcess
  beforeAll(async () => {
    project = await makeStoreProject(process.execPath, 'memory')
    const place = { store: 'memory', program: process.execPath, launcher: [] } as const
    const env = { envOf: (count: number) => ({ SEED: String(count) }) }
    const { folder, server: generated } = project
    server = await startServer(storeCommand('generated', { ...place, ...env, folder, generated }, size))
  })
  afterAll(async () => {
    await server?.stop()
    project?.remove()
  })

  test.each(storeCases)('answers as it must: $title', async (one) => {
    await checkStoreCase(server.port, one, size)
  })

  test('is loaded one by one', async () => {
    const request = { method: 'GET', path: '/api/contacts/5', headers: {}, body: undefined }
    const result = await oneByOne.run({ port: server.port, request, connections: 1, seconds: 0.1 })
    expect(result).toMatchObject({ refused: 0, broken: 0 })
    expect(result.requests).toBeGreaterThan(1)
  })
})

const bodyOf = (value: unknown) => Buffer.from(JSON.stringify(value))

test('an answer with other contacts, another total or too few lines is wrong', () => {
  expect(isContact(contactAt(1))(bodyOf(contactAt(1)))).toBeUndefined()
  expect(isContact(contactAt(1))(bodyOf(contactAt(2)))).toMatch('is not the contact')
  const data = [contactAt(1), contactAt(2)]
  expect(isPage(1, 2, 5)(bodyOf({ data, total: 5 }))).toBeUndefined()
  expect(isPage(1, 2, 5)(bodyOf({ data, total: 4 }))).toMatch('4, not 5')
  expect(isPage(2, 2, 5)(bodyOf({ data, total: 5 }))).toMatch('are not 2 contacts')
  const lines = data.map((contact) => `${JSON.stringify(contact)}\n`).join('')
  expect(isExport(2)(Buffer.from(lines))).toBeUndefined()
  expect(isExport(3)(Buffer.from(lines))).toMatch('2 lines, not 3')
})

test('each numbered request has a number of its own', () => {
  const request = { method: 'POST', path: '/', headers: {}, body: Buffer.from('{n}'), isNumbered: true } as const
  expect(luaScript(request, 7000)).toContain('local number, numbered = 7000, wrk.body')
})

test('stacks are compared with ours of the same size, and sizes with the smallest', () => {
  const [subject] = storeCases
  if (subject === undefined) throw new Error('there are no cases')
  const figures = (cpuUs: number) => ({ cpuUs, databaseUs: 0, ms: 1, rssMb: 1, requests: 1 })
  const rounds = [
    {
      'generated 100': figures(10),
      'generated 1000': figures(12),
      'fastify 100': figures(20),
      'fastify 1000': figures(18),
    },
  ]
  const { stacks } = compareStores(subject, rounds, ['generated', 'fastify'], [100, 1000])
  const ratios = stacks.map(({ stack, size: count, timesSmallest, timesGenerated }) => [
    `${stack} ${count}`,
    timesSmallest.cpuUs,
    timesGenerated.cpuUs,
  ])
  expect(ratios).toEqual([
    ['generated 100', 1, 1],
    ['generated 1000', 1.2, 1],
    ['fastify 100', 1, 2],
    ['fastify 1000', 0.9, 1.5],
  ])
})
