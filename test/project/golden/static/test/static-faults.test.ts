import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { extname, join } from 'node:path'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { log } from '../src/log.ts'
import { openFile } from '../src/routes/files/open-file.ts'
import { serveFolder } from './static-folder.ts'
import { sendRaw } from './support.ts'

test('does not start without the folder, and names it', (t) => {
  const project = mkdtempSync(join(import.meta.dirname, 'without-public-'))
  t.after(() => rmSync(project, { recursive: true }))
  cpSync(join(import.meta.dirname, '../src'), join(project, 'src'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  const server = `src/server${extname(import.meta.filename)}`
  const { status, stderr } = spawnSync(process.execPath, [server], { cwd: project, env: {}, encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(stderr, /^.+ is not a folder: .+\n$/)
})

test('refuses a file that has gone since it was looked up', async () => {
  await assert.rejects(openFile(import.meta.dirname, join(import.meta.dirname, 'gone.txt')), { status: 404 })
})

test('cuts the connection when a file shrinks while it is sent', { timeout: 60_000 }, async (t) => {
  const error = t.mock.method(log, 'error', () => {})
  const { port, url, at } = await serveFolder(t, { 'large.bin': '' })
  truncateSync(at('large.bin'), 100_000_000)
  const socket = connect(port, '127.0.0.1')
  // The answer to the second request would pass for the rest of the first one's.
  socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2))
  await once(socket, 'readable')
  truncateSync(at('large.bin'), 50_000_000)
  let received = 0
  for await (const chunk of socket) received += chunk.length
  assert.ok(received < 51_000_000)
  assert.equal(error.mock.callCount(), 1)
  assert.equal((await fetch(`${url}/large.bin`, { method: 'HEAD' })).status, 200)
})

test('answers a GET with a large body, which it does not read, and closes', async (t) => {
  const { port } = await serveFolder(t, { 'name.txt': 'name' })
  const answer = await sendRaw(
    port,
    `GET /name.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(1_000_000)}`,
  )
  assert.match(answer, /^HTTP\/1\.1 200 /)
  assert.match(answer, /connection: close/i)
  assert.ok(answer.endsWith('\r\n\r\nname'))
})

const skip = process.platform === 'linux' ? false : 'needs /proc'

test('closes files, also those of downloads that were given up', { timeout: 60_000, skip }, async (t) => {
  const error = t.mock.method(log, 'error', () => {})
  const warning = t.mock.method(process, 'emitWarning', () => {}) // so Node tells of what it had to close by itself
  const { port, url, at } = await serveFolder(t, { 'name.txt': 'name', 'large.bin': '' })
  truncateSync(at('large.bin'), 100_000_000)
  const download = async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(socket, 'readable')
    socket.destroy()
  }
  await Promise.all(Array.from({ length: 30 }, download))
  assert.equal(await (await fetch(`${url}/name.txt`)).text(), 'name')
  while (isOpen(at('large.bin')) || isOpen(at('name.txt'))) await setImmediate()
  await setImmediate()
  assert.equal(error.mock.callCount(), 0)
  assert.equal(warning.mock.callCount(), 0)
})

function isOpen(path: string): boolean {
  return readdirSync('/proc/self/fd').some((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === path
    } catch {
      return false // closed since it was listed
    }
  })
}
