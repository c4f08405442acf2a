import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { ask, request } from './connection.ts'
import { descriptors, isTold, measureMemory, memoryProbe } from './process-state.ts'
import { makeProject, type Project } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(everything(realPack, 20), memoryProbe)
})

afterAll(() => project.remove())

const good = request('GET /api/todos')
const kibibyte = 1024

/** Opens that many connections which send a few bytes and then nothing. */
async function openIdle(port: number, count: number, first: string): Promise<readonly Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'))
  for (const socket of sockets) socket.on('error', () => {}).resume()
  await Promise.all(
    sockets.map(async (socket) => {
      await once(socket, 'connect')
      if (first === '') return
      socket.write(first)
      if (first === good) await once(socket, 'data')
    }),
  )
  return sockets
}

test.runIf(isTold).each([
  ['that say nothing', ''],
  ['that have sent half a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: '],
  ['that have had their answer', good],
])('L1 L3 L5: 1000 connections %s are cheap, hinder nobody and are freed', async (_, first) => {
  const server = await project.start({
    HEADERS_TIMEOUT_MS: '20000',
    KEEP_ALIVE_TIMEOUT_MS: '20000',
    MAX_CONNECTIONS_PER_ADDRESS: '2000',
    RATE_LIMIT_MAX: '1000000',
  })
  const openBefore = descriptors(server).length
  expect((await ask(server.port, good)).status).toBe(200)
  const before = await measureMemory(server)

  const idle = await openIdle(server.port, 1000, first)
  await expect.poll(() => descriptors(server).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(openBefore + 1000)
  for (let times = 0; times < 50; times += 1) expect((await ask(server.port, good)).status).toBe(200)
  const during = await measureMemory(server)
  expect((during.live - before.live) / 1000).toBeLessThan(32 * kibibyte)

  for (const socket of idle) socket.destroy()
  await expect.poll(() => descriptors(server).length, { timeout: 10_000 }).toBeLessThanOrEqual(openBefore)
  // What a closed connection leaves goes with the next turns of the event loop.
  await expect
    .poll(async () => (await measureMemory(server)).live - before.live, { timeout: 10_000 })
    .toBeLessThan(4 * kibibyte * kibibyte)
  await server.stop()
})

test.runIf(isTold)('L3: 1000 silent connections are closed by the server itself', async () => {
  const server = await project.start({ HEADERS_TIMEOUT_MS: '1500' })
  const openBefore = descriptors(server).length
  const idle = await openIdle(server.port, 1000, '')
  await Promise.all(idle.map((socket) => socket.closed || once(socket, 'close')))
  await expect.poll(() => descriptors(server).length, { timeout: 10_000 }).toBeLessThanOrEqual(openBefore)
  expect((await ask(server.port, good)).status).toBe(200)
  await server.stop()
})
