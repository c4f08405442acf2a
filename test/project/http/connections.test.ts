import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { ask, request } from './connection.ts'
import { makeProject, type Project } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(everything(realPack, 20))
})

afterAll(() => project.remove())

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const post = (title: string) =>
  request('POST /api/todos', ['Content-Type: application/json'], JSON.stringify({ title, done: true }))

/** Sends a request on a new connection and resets it. */
async function sendAndReset(port: number, bytes: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve))
  socket.write(bytes, () => socket.resetAndDestroy())
  await closed
}

test('a request whose connection was reset before the server accepted it changes nothing', async () => {
  const server = await project.start({ RATE_LIMIT_MAX: '1000' })
  server.process.kill('SIGSTOP') // the system goes on making connections for it
  for (let times = 0; times < 20; times += 1) await sendAndReset(server.port, post('unsent'))
  server.process.kill('SIGCONT')
  const { body } = await ask(server.port, get('/api/todos'))
  expect(JSON.parse(body.toString())).toMatchObject({ total: 0 })
  expect(server.lines.filter((line) => line.includes('"remoteAddress":""'))).toEqual([])
  await server.stop()
})

describe('L9: one address that opens all the connections it can', () => {
  /** Opens that many from an address of this machine, and resolves when the server has dropped all but those it keeps. */
  async function hold(port: number, localAddress: string, count: number, kept: number): Promise<() => void> {
    const sockets = Array.from({ length: count }, () => connect({ port, host: '127.0.0.1', localAddress }))
    for (const socket of sockets) socket.on('error', () => {}).resume()
    await expect.poll(() => sockets.filter((socket) => socket.closed).length, { timeout: 10_000 }).toBe(count - kept)
    await Promise.all(sockets.map((socket) => socket.closed || !socket.connecting || once(socket, 'connect')))
    return () => {
      for (const socket of sockets) socket.destroy()
    }
  }

  const settings = { HEADERS_TIMEOUT_MS: '20000', MAX_CONNECTIONS: '100' }

  test.runIf(process.platform === 'linux')('is dropped beyond its share, while others are served', async () => {
    const server = await project.start(settings)
    const release = await hold(server.port, '127.0.0.2', 150, 50)
    for (let times = 0; times < 20; times += 1) expect((await ask(server.port, get('/health'))).status).toBe(200)
    const told = await server.line(/connections dropped/)
    expect(JSON.parse(told)).toMatchObject({
      level: 'warn',
      msg: 'connections dropped: 1, the latest from 127.0.0.2 because of MAX_CONNECTIONS_PER_ADDRESS',
    })
    expect(server.lines.filter((line) => line.includes('connections dropped')).length).toBeLessThan(10)
    release()
    await hold(server.port, '127.0.0.2', 50, 50).then((releaseAgain) => releaseAgain())
    await server.stop()
  })

  test('has as many as it likes when it is a trusted proxy, and what is dropped at last is logged', async () => {
    const server = await project.start({ ...settings, TRUST_PROXY: '127.0.0.1' })
    const release = await hold(server.port, '127.0.0.1', 110, 100)
    await server.line(/connections dropped: 1, the latest because of MAX_CONNECTIONS"/)
    release()
    await server.stop()
  })
})
