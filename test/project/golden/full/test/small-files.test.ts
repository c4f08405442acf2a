import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { isSmall, readSmall, recall } from '../src/routes/files/small-files.ts'
import { serveFolder } from './static-folder.ts'

async function openFile(t: TestContext, content: string): Promise<FileHandle> {
  const folder = mkdtempSync(join(tmpdir(), 'small-'))
  const path = join(folder, 'file')
  writeFileSync(path, content)
  const file = await open(path)
  t.after(async () => {
    await file.close()
    rmSync(folder, { recursive: true })
  })
  return file
}

/** As if nobody had changed the file for long. */
async function settledStats(file: FileHandle) {
  const stats = await file.stat({ bigint: true })
  stats.ctimeMs = 0n
  return stats
}

test('remembers what it read of a version', async (t) => {
  const file = await openFile(t, 'content')
  const stats = await settledStats(file)
  assert.equal(recall(stats), undefined)
  const read = await readSmall(file, stats)
  assert.equal(String(read.bytes), 'content')
  assert.equal(recall(stats), read)
  stats.ctimeNs += 1n
  assert.equal(recall(stats), undefined)
})

test('does not remember a file that may yet change under the same key', async (t) => {
  const file = await openFile(t, 'content')
  const stats = await file.stat({ bigint: true })
  assert.equal(String((await readSmall(file, stats)).bytes), 'content')
  assert.equal(recall(stats), undefined)
})

test('throws for a file that has shrunk, and does not remember it', async (t) => {
  const file = await openFile(t, 'content')
  const stats = await settledStats(file)
  stats.size = 8n
  await assert.rejects(readSmall(file, stats), /shrank to 7 bytes/)
  assert.equal(recall(stats), undefined)
})

test('forgets the oldest files beyond 8 MiB', async (t) => {
  const file = await openFile(t, 'x'.repeat(65_536))
  const stats = await settledStats(file)
  for (stats.ctimeNs = 0n; stats.ctimeNs < 128n; stats.ctimeNs += 1n) await readSmall(file, stats)
  const lengthAt = (ctimeNs: bigint) => recall(Object.assign(stats, { ctimeNs }))?.bytes.length
  assert.equal(lengthAt(0n), undefined)
  assert.equal(lengthAt(1n), 65_536)
  assert.equal(lengthAt(127n), 65_536)
  assert.equal(isSmall(65_537n), false)
})

test('serves a remembered file, its parts, and what it is changed to', async (t) => {
  const { url, at } = await serveFolder(t, { 'name.txt': '0123456789' })
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 })
  const get = async (headers: Record<string, string> = {}) => (await fetch(`${url}/name.txt`, { headers })).text()
  for (let times = 0; times < 2; times += 1) assert.equal(await get(), '0123456789')
  assert.equal(await get({ Range: 'bytes=2-4' }), '234')
  writeFileSync(at('name.txt'), 'changed')
  for (let times = 0; times < 2; times += 1) assert.equal(await get(), 'changed')
  rmSync(at('name.txt'))
  assert.equal((await fetch(`${url}/name.txt`)).status, 404)
})

test('serves small and large parts of a large file', async (t) => {
  const content = Array.from({ length: 20_000 }, (_, number) => `${number},`).join('')
  const { url } = await serveFolder(t, { 'large.txt': content })
  for (const [start, end] of [
    [70_000, 70_009],
    [3, 90_000],
  ] as const) {
    const res = await fetch(`${url}/large.txt`, { headers: { Range: `bytes=${start}-${end}` } })
    assert.equal(res.status, 206)
    assert.equal(await res.text(), content.slice(start, end + 1))
  }
})

test('looks for the copies of a file that had none once a second', async (t) => {
  const { url, at } = await serveFolder(t, { 'app.js': 'plain' })
  const coding = async () => (await fetch(`${url}/app.js`)).headers.get('content-encoding')
  assert.equal(await coding(), null)
  writeFileSync(at('app.js.gz'), '')
  assert.equal(await coding(), null)
  const later = performance.now() + 1000
  t.mock.method(performance, 'now', () => later)
  assert.equal(await coding(), 'gzip')
})
