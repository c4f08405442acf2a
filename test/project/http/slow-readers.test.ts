import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, request } from './connection.ts'
import { makeFaultyProject } from './faulty-project.ts'
import type { Project, RunningServer } from './server.ts'

// The system passes on what a client reads in pieces of up to a megabyte, so that all is faster here than it will be.
const windowMs = 2_000
const leastBytesPerSecond = 4_000_000
const pieceBytes = 1_000_000
const pauseMs = 500
const size = 200_000_000

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeFaultyProject([], {
    'src/http/slow-readers.ts': (text) =>
      text
        .replace('windowMs = 60_000', `windowMs = ${windowMs}`)
        .replace('leastBytesPerSecond = 2_000', `leastBytesPerSecond = ${leastBytesPerSecond}`),
    'src/app.ts': (text) =>
      text.replace(
        'const { router } = dependencies',
        `const { router } = dependencies
  router.add('GET', '/large', ({ res }) => void res.end(Buffer.alloc(${size})))
  router.add('GET', '/pieces', ({ res }) => {
    res.write('begun')
    setTimeout(() => res.end('ended'), ${2 * windowMs})
  })`,
      ),
  })
  server = await project.start()
  const file = join(project.directory, 'public/large.bin')
  writeFileSync(file, '')
  truncateSync(file, size)
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)

/** Reads a piece at a time and pauses in between, until the server has closed; resolves to the bytes it got. */
async function trickle(socket: Socket): Promise<number> {
  let read = 0
  let piece = 0
  const resuming = setInterval(() => {
    piece = 0
    socket.resume()
  }, pauseMs)
  socket.on('data', (chunk: Buffer) => {
    read += chunk.length
    piece += chunk.length
    if (piece >= pieceBytes) socket.pause()
  })
  await new Promise((resolve) => socket.on('error', () => {}).once('close', resolve))
  clearInterval(resuming)
  return read
}

test.each([
  ['a file', '/large.bin'],
  ['one large write', '/large'],
])('L6: a client that reads too little of %s all the time is dropped', async (_, target) => {
  const socket = connect(server.port, '127.0.0.1')
  socket.write(get(target))
  const begun = performance.now()
  expect(await trickle(socket)).toBeLessThan(size)
  expect(performance.now() - begun).toBeGreaterThan(windowMs / 2)
  expect((await ask(server.port, get('/'))).status).toBe(200)
})

test('L6: a client that waits for the rest of a response is not', async () => {
  const socket = connect(server.port, '127.0.0.1')
  socket.write(get('/pieces', 'Connection: close'))
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    text += chunk
  })
  await once(socket, 'close')
  expect(text).toMatch(/begun[\s\S]*ended/)
})

test('L6: nor is one that reads as it can', async () => {
  const socket = connect(server.port, '127.0.0.1')
  socket.write(get('/large.bin', 'Connection: close'))
  let read = 0
  socket.on('data', (chunk: Buffer) => {
    read += chunk.length
  })
  await once(socket, 'close')
  expect(read).toBeGreaterThan(size)
})
