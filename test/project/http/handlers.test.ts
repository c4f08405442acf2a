import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, open, request } from './connection.ts'
import { makeFaultyProject, shorterIdleTime } from './faulty-project.ts'
import type { Project, RunningServer } from './server.ts'

const idleMs = 2000

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeFaultyProject(['logging', 'cors', 'security-headers', 'graceful-shutdown'], shorterIdleTime(idleMs))
  server = await project.start({ REQUEST_TIMEOUT_MS: '400' })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const post = (title: string) =>
  request('POST /api/todos', ['Content-Type: application/json'], JSON.stringify({ title }))
const isAlive = async (port = server.port) => expect((await ask(port, get('/api/todos'))).status).toBe(200)

describe('a handler', () => {
  test.each([
    ['K15', 'that answers twice', '/faults/twice', 5],
    ['K15', 'that answers twice, the first answer large', '/faults/twice-large', 6_000_000],
    ['K15', 'that writes behind its end', '/faults/write-after', 6_000_000],
    ['K15', 'that throws when it has answered', '/faults/throw-after', 6_000_000],
  ])('%s: %s: the first answer counts, the fault is logged', async (_, __, target, length) => {
    const connection = open(server.port, get(target))
    const answer = await connection.next()
    expect([answer.status, answer.body.length]).toEqual([200, length])
    connection.socket.write(get('/api/todos'))
    expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
    await server.line(new RegExp(`"level":"error".*"requestId":"${answer.headers.get('x-request-id')}"`))
  })

  test.each(['/faults/half', '/faults/half-chunked'])('K8: that throws amid its answer is cut: %s', async (target) => {
    const connection = open(server.port, get(target) + get('/api/todos'))
    await expect(connection.next()).rejects.toThrow('closed before an answer')
    const bytes = (await connection.closed()).toString()
    // Neither the end of the chunks nor a second head.
    expect(bytes).not.toMatch(/\r\n0\r\n|HTTP\/1\.1 .*HTTP\/1\.1 /s)
    expect(bytes).not.toContain('amid the answer')
    await isAlive()
  })

  test.each(['/faults/bad-header', '/faults/bad-status'])(
    'O7: that says what HTTP cannot is a 500: %s',
    async (target) => {
      const connection = open(server.port, get(target) + get('/api/todos'))
      const answer = await connection.next()
      expect(answer.status).toBe(500)
      expect(String(answer.lines)).not.toMatch(/set-cookie/i)
      expect((await connection.next()).status).toBe(200)
      connection.socket.destroy()
    },
  )

  test('K9: that throws before its answer leaves no header of that answer behind', async () => {
    const answer = await ask(server.port, get('/faults/headers-left', 'Origin: https://a.example'))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(Number(answer.headers.get('content-length'))).toBe(answer.body.length)
    for (const name of ['etag', 'last-modified', 'content-encoding']) expect(answer.headers.has(name), name).toBe(false)
    for (const name of ['access-control-allow-origin', 'content-security-policy', 'x-frame-options', 'x-kept']) {
      expect(answer.headers.has(name), name).toBe(true)
    }
  })

  test.each([
    ['GET', get('/faults/never')],
    ['HEAD', request('HEAD /faults/never')],
    ['POST', post('hang')],
  ])('L7 K15: that never answers a %s is answered for with 503', async (method, send) => {
    const connection = open(server.port, send)
    const answer = await connection.next(method)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    connection.socket.write(get('/api/todos'))
    expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
  })

  test('L7: that answers late is not heard, and harms no answer that follows', async () => {
    const connection = open(server.port, post('late'))
    expect((await connection.next('POST')).status).toBe(503)
    await server.line(/the late one is over/)
    connection.socket.write(get('/api/todos?title=nothing'))
    const answer = await connection.next()
    expect([answer.status, JSON.parse(answer.body.toString()).total]).toEqual([200, 0])
    connection.socket.destroy()
    await isAlive()
  })

  test('L7: that begins to answer and never ends is dropped after the idle time', async () => {
    const connection = open(server.port, get('/faults/begun'))
    const begun = performance.now()
    await expect(connection.next()).rejects.toThrow('closed before an answer')
    expect(performance.now() - begun).toBeGreaterThan(idleMs / 2)
    await isAlive()
  })

  test('L8 J2: can learn that its client has gone, and the log tells it', async () => {
    const connection = open(server.port, get('/faults/work'))
    await server.line(/work has begun/)
    connection.socket.destroy()
    await server.line(/work is cancelled/)
    expect(JSON.parse(await server.line(/"url":"\/faults\/work"/))).toMatchObject({ status: null, aborted: true })
    await isAlive()
  })
})

describe('K13: what nobody catches', () => {
  test.each([
    ['an error in a timer', post('timer'), /thrown in a timer/],
    ['a rejection', post('forgotten rejection'), /nobody waits for this/],
    ['an error in a callback', get('/faults/end-callback'), /thrown in a callback/],
  ])('%s is logged, and the process exits with 1', async (_, send, message) => {
    const doomed = await project.start()
    const connection = open(doomed.port, send)
    await doomed.line(message)
    await connection.closed()
    await expect(new Promise((resolve) => doomed.process.once('exit', resolve))).resolves.toBe(1)
  })
})
