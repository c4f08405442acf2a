import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ask, open, request } from './connection.ts'
import { shorterIdleTime } from './faulty-project.ts'
import { descriptors, isTold } from './process-state.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

const idleMs = 2400

let project: StaticProject
let server: RunningServer

beforeAll(async () => {
  project = makeStaticProject([], shorterIdleTime(idleMs))
  server = await project.start({ REQUEST_TIMEOUT_MS: '400' }) // no connection is dropped before that and two seconds more
})

afterAll(() => project.remove())

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const megabyte = 1_048_576
const size = 64 * megabyte

/** A file of zeros, too large for the buffers of a connection. */
function putLarge(name: string): void {
  project.put(name, '')
  truncateSync(project.at(name), size)
}

/** Begins a download and reads no more than its first bytes. */
async function begin(port: number, target: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}) // a reset shows as missing bytes
  socket.write(get(target, 'Connection: close'))
  await once(socket, 'readable')
  return socket
}

/** Reads the rest of a download. Resolves to the bytes of the body, and whether all of them are zero. */
async function finish(socket: Socket): Promise<{ length: number; onlyZeros: boolean }> {
  let head = ''
  let length = 0
  let onlyZeros = true
  socket.on('data', (chunk: Buffer) => {
    let body = chunk
    if (!head.includes('\r\n\r\n')) {
      const before = head.length
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      body = end === -1 ? Buffer.alloc(0) : chunk.subarray(end + 4 - before)
    }
    length += body.length
    onlyZeros &&= body.every((byte) => byte === 0)
  })
  // Not once(): it rejects with the reset of a client that was dropped, whose missing bytes are what a test looks at.
  if (!socket.closed) await new Promise((resolve) => socket.on('close', resolve))
  return { length, onlyZeros }
}

describe('G23: a file that changes while it is sent', () => {
  test('and shrinks is cut short, and the process goes on', async () => {
    putLarge('shrinking.bin')
    const socket = await begin(server.port, '/shrinking.bin')
    truncateSync(project.at('shrinking.bin'), 32 * megabyte)
    expect((await finish(socket)).length).toBeLessThanOrEqual(32 * megabyte)
    expect((await ask(server.port, get('/name.txt'))).status).toBe(200)
  })

  test('and shrinks to nothing does not hang', async () => {
    putLarge('emptied.bin')
    const socket = await begin(server.port, '/emptied.bin')
    truncateSync(project.at('emptied.bin'), 0)
    expect((await finish(socket)).length).toBeLessThan(size)
  })

  test('and grows is sent as long as was said', async () => {
    putLarge('growing.bin')
    const socket = await begin(server.port, '/growing.bin')
    truncateSync(project.at('growing.bin'), 2 * size)
    expect((await finish(socket)).length).toBe(size)
  })

  test('and vanishes is sent to its end, and then gone', async () => {
    putLarge('vanishing.bin')
    const socket = await begin(server.port, '/vanishing.bin')
    rmSync(project.at('vanishing.bin'))
    expect((await finish(socket)).length).toBe(size)
    expect((await ask(server.port, get('/vanishing.bin'))).status).toBe(404)
  })

  test('and is replaced is one version to its end, and then the other', async () => {
    putLarge('replaced.bin')
    // Before the download: a client that reads nothing while 64 MiB are written may be dropped.
    writeFileSync(project.at('next.bin'), Buffer.alloc(size, 'x'))
    const socket = await begin(server.port, '/replaced.bin')
    renameSync(project.at('next.bin'), project.at('replaced.bin'))
    expect(await finish(socket)).toEqual({ length: size, onlyZeros: true })
    const after = await ask(server.port, get('/replaced.bin', 'Range: bytes=0-2'))
    expect(after.body.toString()).toBe('xxx')
  })
})

test('G16 G17 G23: what changes its kind between the look and the opening is served as a file or not at all', async () => {
  // On a busy machine 400 ms are too few for a request.
  const patient = await project.start()
  const changing = changeKinds(project.at('kind'))
  onTestFinished(() => {
    changing.kill('SIGKILL')
  })
  await once(changing, 'spawn')
  const seen = new Set<string>()
  const client = async () => {
    for (let times = 0; times < 150; times += 1) {
      const { status, body } = await ask(patient.port, get('/kind/name.txt'))
      seen.add(status === 404 ? '404' : `${status} ${body}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, client))
  expect([...seen].filter((answer) => answer !== '404' && answer !== '200 a name\n')).toEqual([])
  expect(patient.lines.filter((line) => /failed with 5/.test(line) && !/shrank/.test(line))).toEqual([])
  await patient.stop()
})

/** Makes `folder/name.txt` a file, a folder, a FIFO, a link out and nothing in turn, as fast as it can. */
function changeKinds(folder: string): ChildProcess {
  const program = `
    const { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
    const { execFileSync } = require('node:child_process')
    const [folder] = process.argv.slice(1)
    const at = (name) => folder + '/' + name
    mkdirSync(at('folder'), { recursive: true })
    writeFileSync(at('file'), 'a name\\n')
    symlinkSync('../../outside.txt', at('link'))
    execFileSync('mkfifo', [at('fifo')])
    for (;;) {
      for (const kind of ['file', 'link', 'file', 'fifo', 'file', 'folder']) {
        renameSync(at(kind), at('name.txt'))
        renameSync(at('name.txt'), at(kind))
      }
    }`
  return spawn(process.execPath, ['-e', program, folder], { stdio: 'inherit' })
}

describe.runIf(isTold)('a client that gives up', () => {
  const openFiles = () => descriptors(server).filter((path) => path.startsWith(project.at('')))

  test('G24: its downloads leave no file open', async () => {
    putLarge('given-up.bin')
    const sockets = await Promise.all(Array.from({ length: 30 }, () => begin(server.port, '/given-up.bin')))
    expect(openFiles().length).toBeGreaterThan(0)
    for (const [index, socket] of sockets.entries()) {
      if (index % 2 === 0) socket.destroy()
      else socket.resetAndDestroy()
    }
    await expect.poll(openFiles, { timeout: 10_000 }).toEqual([])
  })

  test('G24: nor do those it gave up before they began', async () => {
    const sockets = Array.from({ length: 100 }, () => connect(server.port, '127.0.0.1'))
    for (const socket of sockets) {
      socket.write(get('/given-up.bin') + get('/given-up.bin'), () => socket.destroy())
    }
    await Promise.all(sockets.map((socket) => once(socket, 'close')))
    expect((await ask(server.port, get('/name.txt'))).status).toBe(200)
    await expect.poll(openFiles, { timeout: 10_000 }).toEqual([])
  })

  test('L6: that never reads is dropped after the idle time, and its file closed', async () => {
    const socket = await begin(server.port, '/given-up.bin')
    const begun = performance.now()
    expect(openFiles()).toHaveLength(1)
    await expect.poll(openFiles, { timeout: 10_000 }).toEqual([])
    expect(performance.now() - begun).toBeGreaterThan(idleMs / 2)
    expect((await finish(socket)).length).toBeLessThan(size)
  })

  test('L6: that reads slowly, but reads, is not', async () => {
    const socket = await begin(server.port, '/given-up.bin')
    const begun = performance.now()
    const pausing = setInterval(() => {
      if (performance.now() - begun > 3 * idleMs) clearInterval(pausing)
      else socket.pause()
    }, idleMs / 4)
    const pulling = setInterval(() => socket.resume(), idleMs / 3)
    expect((await finish(socket)).length).toBe(size)
    clearInterval(pulling)
    clearInterval(pausing)
  })
})

describe.runIf(isTold)('a server with few file descriptors', () => {
  test('G19: answers 503 or nothing while it has none, and recovers', async () => {
    project.put('wide.txt', 'x'.repeat(100_000)) // a small one might be in memory
    const narrow = await project.start({}, ['sh', '-c', 'ulimit -n 48 && exec "$0" "$@"'])
    const kept = open(narrow.port, get('/name.txt'))
    expect((await kept.next()).status).toBe(200)
    const idle = Array.from({ length: 64 }, () => connect(narrow.port, '127.0.0.1'))
    for (const socket of idle) socket.on('error', () => {})
    // Those that are too many are dropped, which is how to know that all others are there.
    await Promise.race(idle.map((socket) => once(socket, 'close')))

    for (const target of ['/wide.txt', '/sub/', '/app.js']) {
      kept.socket.write(get(target))
      const refused = await kept.next()
      expect([target, refused.status]).toEqual([target, target === '/app.js' ? 404 : 503])
      if (refused.status === 503) expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
      expect(refused.body.toString()).not.toMatch(/EMFILE|descriptor/)
    }
    kept.socket.write(get('/api/todos'))
    expect((await kept.next()).status).toBe(200)

    for (const socket of idle) socket.destroy()
    await expect.poll(() => askAgain(narrow.port), { timeout: 10_000 }).toBe(200)
    kept.socket.write(get('/name.txt'))
    expect((await kept.next()).status).toBe(200)
    kept.socket.destroy()
    await narrow.stop()
  })

  async function askAgain(port: number): Promise<number> {
    return ask(port, get('/name.txt')).then(
      ({ status }) => status,
      () => 0,
    )
  }
})

test('G19: a file that may not be read is not there, by whatever request', async () => {
  project.put('unreadable.txt', 'SECRET')
  chmodSync(project.at('unreadable.txt'), 0o000)
  // Root may read everything, unless that is taken from it.
  const withoutRights = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search']
  const other = await project.start({}, process.getuid?.() === 0 ? withoutRights : [])
  const answer = await ask(other.port, get('/unreadable.txt'))
  expect([403, 404]).toContain(answer.status)
  expect(answer.body.toString()).not.toMatch(/SECRET|EACCES/)
  for (const header of ['If-None-Match: *', 'Range: bytes=9-', 'X: y']) {
    expect((await ask(other.port, get('/unreadable.txt', header))).status).toBe(answer.status)
    expect((await ask(other.port, request('HEAD /unreadable.txt', [header]), 'HEAD')).status).toBe(answer.status)
  }
  expect((await ask(other.port, get('/name.txt'))).status).toBe(200)
  await other.stop()
})
