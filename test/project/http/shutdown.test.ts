import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, type Connection, open, request } from './connection.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(answersFor(realPack, ['resource', 'graceful-shutdown', 'health', 'rate-limit', 'logging'], 20))
})

afterAll(() => project.remove())

const item = '{"title":"slow"}'
const head = request('POST /api/todos', ['Content-Type: application/json', `Content-Length: ${item.length}`])

/** A request whose body is not there yet: it is in flight for as long as the test likes. */
async function beginRequest(server: RunningServer): Promise<Connection> {
  const connection = open(server.port, head + item.slice(0, 5))
  // By the answer to a later request the earlier one has been read.
  await ask(server.port, request('GET /health', ['Connection: close']))
  return connection
}

function signal(server: RunningServer): Promise<string> {
  server.process.kill('SIGTERM')
  return server.line(/SIGTERM/)
}

describe('a signal', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'M1 M15: %s ends an idle server with 0 and frees its port',
    async (name) => {
      const server = await project.start()
      const begun = performance.now()
      expect(await server.stop(name)).toBe(0)
      expect(performance.now() - begun).toBeLessThan(1000)
      expect(server.lines.join('\n')).toMatch(new RegExp(`${name}.*\n.*stopped`))
      const next = createServer().listen(server.port, '127.0.0.1')
      await once(next, 'listening')
      next.close()
    },
  )

  test.each([
    { id: 'M3', what: 'an idle', send: request('GET /api/todos'), answers: 1 },
    { id: 'M4', what: 'a silent', send: '', answers: 0 },
    { id: 'M5', what: 'a half-sent', send: 'GET / HTTP/1.1\r\nHost:', answers: 0 },
    { id: 'M5', what: 'a used and half-sent', send: request('GET /api/todos').concat('GET /'), answers: 1 },
  ])('$id: is not held up by $what connection', async ({ send, answers }) => {
    const server = await project.start()
    const connection = open(server.port, send)
    await once(connection.socket, 'connect')
    if (answers > 0) expect((await connection.next()).status).toBe(200)
    const begun = performance.now()
    expect(await server.stop('SIGTERM')).toBe(0)
    expect(performance.now() - begun).toBeLessThan(1000)
    expect((await connection.closed()).length).toBe(0)
  })

  const refused = request('POST /nope', ['Content-Length: 100000000'])

  test('M5: is not held up by a body that was refused and does not come', async () => {
    const server = await project.start()
    const connection = open(server.port, refused)
    expect((await connection.next('POST')).status).toBe(404)
    const begun = performance.now()
    expect(await server.stop('SIGTERM')).toBe(0)
    expect(performance.now() - begun).toBeLessThan(2000)
    await connection.closed()
  })

  test('M5: ends in time, with 0, beside a body that was refused and keeps coming', async () => {
    const server = await project.start({ SHUTDOWN_TIMEOUT_MS: '1000' })
    const connection = open(server.port, refused)
    expect((await connection.next('POST')).status).toBe(404)
    const drip = setInterval(() => connection.socket.write('x'), 20)
    const begun = performance.now()
    expect(await server.stop('SIGTERM')).toBe(0)
    expect(performance.now() - begun).toBeLessThan(4000)
    clearInterval(drip)
  })

  test('C23 M2: lets a client that writes before it reads get its response', async () => {
    const server = await project.start()
    const connection = open(server.port, request('POST /nope', ['Content-Length: 40000000']))
    expect((await connection.next('POST')).status).toBe(404)
    await signal(server)
    const written = new Promise<void>((resolve, reject) => {
      connection.socket.once('error', reject)
      connection.socket.write(Buffer.alloc(40_000_000, 'x'), () => resolve())
    })
    await written
    await connection.closed()
  })

  test('M2: lets a request in flight be answered, tells it to close, and ends right then', async () => {
    const server = await project.start()
    const exited = once(server.process, 'exit')
    const connection = await beginRequest(server)
    await signal(server)
    connection.socket.write(item.slice(5))
    const answer = await connection.next('POST')
    const answered = performance.now()
    expect(answer.status).toBe(201)
    expect(answer.headers.get('connection')).toBe('close')
    expect(await exited).toEqual([0, null])
    expect(performance.now() - answered).toBeLessThan(1000)
  })

  test('M9: answers in order what is pipelined behind a request in flight', async () => {
    const server = await project.start()
    const connection = await beginRequest(server)
    await signal(server)
    connection.socket.write(item.slice(5) + request('GET /api/todos/1') + request('GET /api/todos?page=2'))
    expect((await connection.next('POST')).status).toBe(201)
    expect((await connection.next()).headers.get('connection')).not.toBe('close')
    const last = await connection.next()
    expect(last.status).toBe(200)
    expect(last.headers.get('connection')).toBe('close')
    await connection.closed()
  })

  test('M10: closes the door to new connections', async () => {
    const server = await project.start()
    const connection = await beginRequest(server)
    await signal(server)
    await expect
      .poll(() =>
        ask(server.port, request('GET /health')).then(
          () => 'answered',
          () => 'refused',
        ),
      )
      .toBe('refused')
    connection.socket.destroy()
  })

  test('M6: cuts what takes longer than SHUTDOWN_TIMEOUT_MS, says how much, and ends with 1', async () => {
    const server = await project.start({ SHUTDOWN_TIMEOUT_MS: '400' })
    const connections = [await beginRequest(server), await beginRequest(server)]
    const begun = performance.now()
    expect(await server.stop('SIGTERM')).toBe(1)
    expect(performance.now() - begun).toBeGreaterThan(390)
    expect(await server.line(/cut/)).toMatch(/cut: 2\b/)
    for (const connection of connections) expect((await connection.closed()).length).toBe(0)
    expect(server.lines.filter((line) => line.includes('"aborted":true'))).toHaveLength(2)
  })

  test('M7: a second time ends with 1 at once', async () => {
    const server = await project.start()
    await beginRequest(server)
    await signal(server)
    const begun = performance.now()
    expect(await server.stop('SIGINT')).toBe(1)
    expect(performance.now() - begun).toBeLessThan(500)
  })

  test('M7: a copy of the signal, as npm below a shell delivers it, cuts nothing', { retry: 4 }, async () => {
    // On a busy machine the copy may be delivered late, and then counts as a second signal: hence the retries.
    const server = await project.start()
    const exited = once(server.process, 'exit')
    const connection = await beginRequest(server)
    await signal(server)
    server.process.kill('SIGTERM')
    connection.socket.write(item.slice(5))
    expect((await connection.next('POST')).status).toBe(201)
    expect(await exited).toEqual([0, null])
  })

  test('M8 O9: fails readiness and goes on serving for SHUTDOWN_DELAY_MS', async () => {
    const server = await project.start({ SHUTDOWN_DELAY_MS: '1500' })
    const exited = once(server.process, 'exit')
    await signal(server)
    const ready = await ask(server.port, request('GET /ready'))
    expect(ready.status).toBe(503)
    expect(JSON.parse(ready.body.toString())).toMatchObject({ status: 'error' })
    expect((await ask(server.port, request('GET /health'))).status).toBe(200)
    const answer = await ask(server.port, request('GET /api/todos'))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('connection')).toBe('close')
    expect(await exited).toEqual([0, null])
  })
})

describe('a signal under load', () => {
  test.each([
    { what: 'that keep their connections', keepAlive: true, env: {} },
    { what: 'that make a connection for each request', keepAlive: false, env: {} },
    { what: 'that keep their connections, with a delay', keepAlive: true, env: { SHUTDOWN_DELAY_MS: '200' } },
  ])('loses no request of clients $what', async ({ keepAlive, env }) => {
    for (let round = 0; round < 3; round++) {
      const server = await project.start({ RATE_LIMIT_MAX: '1000000', ...env })
      const agent = new Agent({ keepAlive })
      let answers = 0

      /** Asks until the server takes no more connections. */
      async function keepAsking(): Promise<never> {
        for (;;) {
          const [res] = await once(get({ port: server.port, host: '127.0.0.1', path: '/api/todos', agent }), 'response')
          await once(res.resume(), 'end')
          answers += 1
        }
      }

      const ends = Array.from({ length: 50 }, () => keepAsking().catch(({ code }: NodeJS.ErrnoException) => code))
      await expect.poll(() => answers).toBeGreaterThan(200)
      expect(await server.stop('SIGTERM')).toBe(0)
      expect(new Set(await Promise.all(ends))).toEqual(new Set(['ECONNREFUSED']))
      agent.destroy()
    }
  })
})
