import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { open, request } from './connection.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(everything(realPack, 20))
  // The buffers of a connection may hold nearly all of the one, and nowhere near the other.
  for (const [name, size] of Object.entries({ 'large.bin': 12_000_000, 'huge.bin': 200_000_000 })) {
    writeFileSync(join(project.directory, 'public', name), '')
    truncateSync(join(project.directory, 'public', name), size)
  }
})

afterAll(() => project.remove())

const start = (env: Readonly<Record<string, string>> = {}) => project.start({ RATE_LIMIT_MAX: '1000000', ...env })

const requests = [
  request('GET /api/todos?limit=1'),
  request('POST /api/todos', ['Content-Type: application/json'], '{"title":"loaded"}'),
  request('GET /style.css'),
  request('GET /docs', ['Accept-Encoding: gzip']),
  request('HEAD /nope'),
]

interface Tally {
  answers: number
  readonly lost: string[]
}

/** One request after the other over one connection, and over a new one when told to close, until none can be had. */
async function keepAsking(server: RunningServer, tally: Tally): Promise<void> {
  for (let count = 0; ; ) {
    const connection = open(server.port)
    const refused = await Promise.race([
      once(connection.socket, 'connect').then(() => false),
      connection.closed().then(() => true),
    ]).catch(() => true)
    if (refused) return
    for (let more = true; more; count += 1) {
      const bytes = requests[count % requests.length] as string
      connection.socket.write(bytes)
      try {
        const answer = await connection.next(bytes.split(' ')[0])
        tally.answers += 1
        more = answer.headers.get('connection') !== 'close'
      } catch (error) {
        tally.lost.push(String(error))
        more = false
      }
    }
    connection.socket.destroy()
  }
}

test.each([1, 2, 3, 4, 5])('M1 M9: loses no request to SIGTERM under load, nor a line about one (%i)', async () => {
  const server = await start()
  const tally: Tally = { answers: 0, lost: [] }
  const clients = Array.from({ length: 40 }, () => keepAsking(server, tally))
  await expect.poll(() => tally.answers, { interval: 5 }).toBeGreaterThan(300)
  expect(await server.stop('SIGTERM')).toBe(0)
  await Promise.all(clients)
  expect(tally.lost).toEqual([])
  await server.line(/"msg":"stopped"/)
  expect(server.lines.filter((line) => line.includes('"msg":"request"'))).toHaveLength(tally.answers)
})

test('M2: lets a download in flight come to its end', async () => {
  const server = await start()
  const exited = once(server.process, 'exit')
  const connection = open(server.port, request('GET /large.bin'))
  connection.socket.pause()
  await once(connection.socket, 'readable')
  server.process.kill('SIGTERM')
  await server.line(/SIGTERM/)
  connection.socket.resume()
  expect((await connection.next()).body.length).toBe(12_000_000)
  expect(await exited).toEqual([0, null])
})

test('M6: cuts a download that nobody reads, says so, and ends with 1', async () => {
  const server = await start({ SHUTDOWN_TIMEOUT_MS: '300' })
  const connection = open(server.port, request('GET /huge.bin'))
  connection.socket.pause()
  await once(connection.socket, 'readable')
  expect(await server.stop('SIGTERM')).toBe(1)
  await server.line(/cut: 1\b/)
  connection.socket.destroy()
})

test('M7: a second signal does not wait for the delay either', async () => {
  const server = await start({ SHUTDOWN_DELAY_MS: '60000' })
  server.process.kill('SIGINT')
  await server.line(/SIGINT/)
  const begun = performance.now()
  expect(await server.stop('SIGTERM')).toBe(1)
  expect(performance.now() - begun).toBeLessThan(1000)
})

test('M3: a delay ends at its end, with idle and silent connections there', async () => {
  const server = await start({ SHUTDOWN_DELAY_MS: '500' })
  const idle = open(server.port, request('GET /api/todos'))
  await idle.next()
  const silent = open(server.port)
  await once(silent.socket, 'connect')
  const begun = performance.now()
  expect(await server.stop('SIGTERM')).toBe(0)
  expect(performance.now() - begun).toBeGreaterThan(490)
  expect(performance.now() - begun).toBeLessThan(2000)
})

test.each([
  ['SHUTDOWN_TIMEOUT_MS', '0'],
  ['SHUTDOWN_TIMEOUT_MS', '10s'],
  ['SHUTDOWN_DELAY_MS', '-1'],
])('N10: %s=%s stops the start with one line', async (name, value) => {
  await expect(start({ [name]: value })).rejects.toThrow(
    new RegExp(`:\n${name}=${value} is not valid: it must be [^\n]+$`),
  )
})
