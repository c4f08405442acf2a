import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, open, request } from './connection.ts'
import { makeFaultyProject } from './faulty-project.ts'
import { descriptors, isTold } from './process-state.ts'
import type { Project, RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeFaultyProject(['logging', 'cors'])
  server = await project.start()
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const post = (title: string) =>
  request('POST /api/todos', ['Content-Type: application/json'], JSON.stringify({ title }))
const total = (body: Buffer) => (JSON.parse(body.toString()) as { total: number }).total

describe('A39: requests sent together', () => {
  test('are answered in their order, though the first be slower', async () => {
    const connection = open(server.port, get('/api/todos?title=slow') + get('/') + get('/nope') + get('/api/todos'))
    expect(total((await connection.next()).body)).toBe(0)
    expect((await connection.next()).headers.get('content-type')).toMatch(/^text\/html/)
    expect((await connection.next()).status).toBe(404)
    expect((await connection.next()).headers.get('content-type')).toMatch(/^application\/json/)
    connection.socket.destroy()
  })

  test('see what those before them changed', async () => {
    const connection = open(server.port, post('slow') + get('/api/todos?title=low') + request('DELETE /api/todos/1'))
    connection.socket.write(get('/api/todos?title=low'))
    expect((await connection.next('POST')).status).toBe(201)
    expect(total((await connection.next()).body)).toBe(1)
    expect((await connection.next('DELETE')).status).toBe(204)
    expect(total((await connection.next()).body)).toBe(0)
    connection.socket.destroy()
  })

  test('may be many', async () => {
    const connection = open(server.port, get('/api/todos').repeat(1000))
    for (let times = 0; times < 1000; times += 1) expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
    expect(server.lines.filter((line) => line.includes('Warning'))).toEqual([])
  })

  test('are not acted on behind one whose connection closes', async () => {
    for (const last of [
      get('/api/todos', 'Connection: close'),
      get('/', 'Host: second'),
      request('POST /api/todos', ['Content-Type: text/plain', 'Connection: close'], 'x'),
    ]) {
      const connection = open(server.port, last + post('smuggled'))
      expect((await connection.next()).headers.get('connection')).toBe('close')
      expect((await connection.closed()).length).toBe(0)
    }
    expect(total((await ask(server.port, get('/api/todos?title=smuggled'))).body)).toBe(0)
  })

  test('are not begun when the client has gone by then', async () => {
    const connection = open(server.port, get('/faults/work') + post('unwanted'))
    await server.line(/work has begun/)
    connection.socket.destroy()
    await server.line(/work is cancelled/)
    expect(total((await ask(server.port, get('/api/todos?title=unwanted'))).body)).toBe(0)
  })

  test('are all answered, however many wait', async () => {
    const connection = open(server.port, get('/api/todos?title=slow') + get('/').repeat(100))
    for (let answered = 0; answered < 101; answered += 1) expect((await connection.next()).status).toBe(200)
    connection.socket.write(post('slow') + get('/').repeat(50) + get('/api/todos').repeat(350))
    expect((await connection.next()).status).toBe(201)
    for (let answered = 0; answered < 400; answered += 1) expect((await connection.next()).status).toBe(200)
    connection.socket.destroy()
  })

  // Node 20 and 22 parse what is left of them, and stop the process when one of those is answered.
  test('do no harm when the connection is reset amid them', async () => {
    const unread = request('POST /api/todos', ['Expect: 200-unmet'], 'hello').repeat(2000)
    for (let times = 0; times < 200; times += 1) {
      const { socket } = open(server.port, unread)
      await once(socket, 'connect')
      setImmediate(() => socket.write(unread, () => socket.resetAndDestroy()))
      await new Promise((resolve) => socket.once('close', resolve))
    }
    expect((await ask(server.port, get('/'))).status).toBe(200)
  })

  test('are refused once when what follows is broken and comes in pieces', async () => {
    const connection = open(server.port, get('/faults/work'))
    await server.line(/work has begun/)
    for (let times = 0; times < 50; times += 1) {
      await new Promise((resolve) => connection.socket.write('\0\0', resolve))
      await ask(server.port, get('/')) // by then the piece has been read
    }
    expect(server.lines.filter((line) => line.includes('Warning'))).toEqual([])
    connection.socket.destroy()
  })

  test('are not read without end while one is worked on', async () => {
    const connection = open(server.port, get('/faults/work'))
    await server.line(/work has begun/)
    connection.socket.write(get('/').repeat(500_000))
    for (let times = 0; times < 100; times += 1) expect((await ask(server.port, get('/'))).status).toBe(200)
    expect(connection.socket.writableLength).toBeGreaterThan(0)
    connection.socket.destroy()
  })

  test.runIf(isTold)('open no more than one file at a time', async () => {
    const large = join(project.directory, 'public/large.bin')
    writeFileSync(large, '')
    truncateSync(large, 64_000_000)
    const openFiles = () => descriptors(server).filter((path) => path === large).length
    const connections = Array.from({ length: 3 }, () => open(server.port, get('/large.bin').repeat(200)))
    for (const { socket } of connections) socket.pause()
    await expect.poll(openFiles).toBe(3)
    expect((await ask(server.port, get('/'))).status).toBe(200)
    expect(openFiles()).toBe(3)
    for (const { socket } of connections) socket.destroy()
    await expect.poll(openFiles).toBe(0)
  })
})
