import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GeneratedProject, makeProject } from '../../../bench/run/generated-project.ts'
import { type ServerProcess, startServer } from '../../../bench/run/server-process.ts'
import { commandOf, stackOf } from '../../../bench/run/stacks.ts'
import { cases, seeded } from '../../../bench/server/cases.ts'
import { checkAnswer } from '../../../bench/server/check-answer.ts'

let project: GeneratedProject
beforeAll(async () => {
  project = await makeProject(process.execPath, 'full')
})
afterAll(() => project.remove())

describe.each(['bare', 'generated'])('the %s server of the bench', (name) => {
  let server: ServerProcess
  beforeAll(async () => {
    const place = { program: process.execPath, launcher: [], project }
    server = await startServer(commandOf(stackOf(name), place, { seed: seeded, preload: 'report-usage.mjs' }))
  })
  afterAll(() => server.stop())

  test.each(cases)('answers as it must: $title', async (one) => {
    await checkAnswer(server.port, one)
  })

  test('tells the CPU time and the memory that it has used', async () => {
    const { cpuUs, memory } = await server.usage()
    expect(cpuUs).toBeGreaterThan(0)
    expect(memory.rss).toBeGreaterThan(memory.heapUsed)
  })

  test('is found out when its answer is wrong', async () => {
    const [item] = cases
    if (item === undefined) throw new Error('there are no cases')
    const wrong = { ...item, request: { ...item.request, path: '/api/todos/1' } }
    await expect(checkAnswer(server.port, wrong)).rejects.toThrow('is not the todo')
  })
})
