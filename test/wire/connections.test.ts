import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, realPack } from '../support/real-pack.ts'
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
