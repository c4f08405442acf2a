import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { ask, request } from './connection.ts'
import { createNoise, type Noise } from './noise.ts'
import { descriptors, isTold, measureMemory, memoryProbe } from './process-state.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

/** `npm run test:noise` sends 100,000. The name of the test tells the seed, which sends the same again. */
const count = Number(process.env.NOISE_REQUESTS ?? 8000)
const seed = Number(process.env.NOISE_SEED ?? 1)
const megabyte = 1_048_576

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(everything(realPack, 20), memoryProbe)
  server = await project.start({ RATE_LIMIT_MAX: '1000000000', TRUST_PROXY: '127.0.0.1' })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

test.runIf(isTold)(`${count} malformed requests (NOISE_SEED=${seed}) do no harm`, { timeout: 300_000 }, async () => {
  const openBefore = descriptors(server).length
  const noise = createNoise(seed)
  const statuses = new Map<number, number>()

  await shout(server.port, noise, count / 2, statuses)
  const early = await measureMemory(server)
  await shout(server.port, noise, count / 2, statuses)

  // Connections whose body nobody reads are held for five seconds.
  await expect.poll(() => descriptors(server).length, { timeout: 15_000 }).toBeLessThanOrEqual(openBefore)
  const late = await measureMemory(server)
  expect(late.live - early.live).toBeLessThan(16 * megabyte)
  expect(late.resident - early.resident).toBeLessThan(128 * megabyte)

  // 501 and 505 are about the request; every other would be about us.
  const seen = [...statuses.keys()]
  expect(seen.filter((status) => status >= 500 && status !== 501 && status !== 505)).toEqual([])
  expect(seen).toEqual(expect.arrayContaining([200, 204, 400, 404, 405, 415, 501]))
  expect(server.lines.filter((line) => /failed with 50[^15]|Warning|uncaught/.test(line))).toEqual([])
  for (const target of ['/', '/api/todos', '/health', '/ready', '/docs']) {
    expect((await ask(server.port, request(`GET ${target}`))).status).toBe(200)
  }
  // Too rare among them to be seen each time.
  expect((await ask(server.port, request('GET /', [`X: ${'a'.repeat(20_000)}`]))).status).toBe(431)
})

const concurrency = 24
const mostOnOneConnection = 40

/** Sends that many requests, and counts the statuses that come back. */
async function shout(port: number, noise: Noise, requests: number, statuses: Map<number, number>): Promise<void> {
  let left = requests
  const caughtUp = watchProgress(port)
  const client = async () => {
    while (left > 0) {
      await talk(port, noise, statuses, caughtUp, () => {
        const { bytes, requests: sent } = noise.next()
        left -= sent
        return bytes
      })
    }
  }
  await Promise.all(Array.from({ length: concurrency }, client))
}

/** Resolves when the server has answered what was asked behind all that was sent before, however busy the machine is. */
function watchProgress(port: number): () => Promise<void> {
  const askNow = () => ask(port, request('GET /health')).then(() => undefined)
  let asked: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= asked.then(() => {
      next = undefined
      asked = askNow()
      return asked
    })
    return next
  }
}

/** Sends the next request whenever something comes back, until the server closes or waits for more of the last one. */
function talk(
  port: number,
  noise: Noise,
  statuses: Map<number, number>,
  caughtUp: () => Promise<void>,
  next: () => Buffer,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let turns = 0
    let tail = ''
    const speak = () => {
      turns += 1
      if (turns <= mostOnOneConnection) socket.write(next())
      else socket.end()
    }
    socket.setNoDelay().setTimeout(15)
    socket.on('connect', speak)
    socket.on('data', (chunk) => {
      const text = tail + chunk.toString('latin1')
      for (const [, status] of text.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
        statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1)
      }
      tail = text.slice(-12)
      if (!/\r\nconnection: close\r\n/i.test(text)) speak()
    })
    const leave = () => {
      const way = noise.below(3)
      if (way === 0) socket.end()
      else if (way === 1 || socket.writableEnded) socket.destroy()
      else socket.resetAndDestroy()
    }
    socket.on('timeout', () => {
      const { bytesRead } = socket
      // Nothing has come because there is nothing to come, not because the server had no time yet.
      caughtUp().then(() => {
        if (socket.bytesRead === bytesRead && !socket.destroyed) leave()
      }, reject)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.syscall === 'connect') reject(error) // the server has gone; a reset is just another way to close
    })
    socket.on('close', () => resolve())
  })
}
