import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, type Connection, open, request } from './connection.ts'
import { makeProject, type Project } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(answersFor(realPack, ['resource', 'router'], 20))
})

afterAll(() => project.remove())

const json = 'Content-Type: application/json'
const chunked = request('POST /api/todos', [json, 'Transfer-Encoding: chunked'])
const item = '{"title":"a"}'
const end = '0\r\n\r\n'

/** Every byte a chunk of its own. */
const inBytes = (body: string) => body.replace(/./gs, '1\r\n$&\r\n')

const inOneChunk = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n`

async function isCreated(connection: Connection): Promise<void> {
  expect((await connection.next('POST')).status).toBe(201)
  connection.socket.destroy()
}

test('C20: a body costs its own size, however small its chunks are', async () => {
  // An object of 100 bytes for each of its bytes would not fit.
  const server = await project.start({ NODE_OPTIONS: '--max-old-space-size=20' })
  await isCreated(open(server.port, chunked + inBytes(item.padEnd(262_144)) + end))
  await server.stop()
})

describe('C20: the bodies of all connections together', () => {
  const settings = { BODY_LIMIT: '10000', BODY_CONCURRENCY: '2' }
  const most = 10_000
  const half = inOneChunk(item.padEnd(most - 1))

  /** Resolves once the bodies that the server holds leave no room. */
  async function isFull(port: number): Promise<void> {
    await expect.poll(async () => (await ask(port, chunked + inBytes(item) + end)).status).toBe(503)
  }

  test('have a bound, beyond which a body gets 503 for a moment', async () => {
    const server = await project.start(settings)
    const held = [open(server.port, chunked + half), open(server.port, chunked + half)]
    await isFull(server.port)
    const refused = await ask(server.port, chunked + inBytes(item) + end)
    expect([refused.status, refused.headers.get('connection')]).toEqual([503, 'close'])
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    // What waits for nothing is served.
    expect((await ask(server.port, request('GET /api/todos'))).status).toBe(200)
    expect((await ask(server.port, request('POST /api/todos', [json], item))).status).toBe(201)

    for (const { socket } of held) socket.write(inBytes(' ') + end)
    for (const connection of held) await isCreated(connection)
    expect((await ask(server.port, chunked + inBytes(item) + end)).status).toBe(201)
    // Many refusals, one line, and no stack.
    expect(server.lines.filter((line) => /503/.test(line))).toHaveLength(1)
    expect(server.lines.join('\n')).not.toMatch(/ at /)
    await server.stop()
  })

  const endings: readonly [what: string, end: (connection: Connection) => void, status?: number][] = [
    ['resets', ({ socket }) => socket.resetAndDestroy()],
    ['closes', ({ socket }) => socket.end()],
    ['sends too much', ({ socket }) => socket.write(inOneChunk('  ')), 413],
    ['breaks the framing', ({ socket }) => socket.write('x\r\n'), 400],
    ['is not JSON', ({ socket }) => socket.write(inBytes('x') + end), 400],
  ]

  test.each(endings)('are freed of one that %s', async (_, finish, status) => {
    const server = await project.start({ ...settings, BODY_CONCURRENCY: '1' })
    const connection = open(server.port, chunked + half)
    await isFull(server.port)
    finish(connection)
    if (status !== undefined) expect((await connection.next('POST')).status).toBe(status)
    // It takes all there is.
    await expect.poll(async () => (await ask(server.port, chunked + half + inBytes(' ') + end)).status).toBe(201)
    connection.socket.destroy()
    await server.stop()
  })

  test('are freed of one that is too slow', async () => {
    const server = await project.start({ ...settings, REQUEST_TIMEOUT_MS: '600' })
    const held = [open(server.port, chunked + half), open(server.port, chunked + half)]
    for (const connection of held) expect((await connection.next('POST')).status).toBe(408)
    await expect.poll(async () => (await ask(server.port, chunked + inBytes(item) + end)).status).toBe(201)
    await server.stop()
  })

  test('are not used up by bodies that are announced and not sent', async () => {
    const server = await project.start(settings)
    const announced = request('POST /api/todos', [json, `Content-Length: ${most}`])
    const silent = Array.from({ length: 20 }, () => open(server.port, announced))
    expect((await ask(server.port, chunked + inBytes(item) + end)).status).toBe(201)
    for (const connection of silent) connection.socket.destroy()
    await server.stop()
  })
})
