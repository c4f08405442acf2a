import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { serveFolder } from './static-folder.ts'

const skip = process.platform === 'win32' ? 'needs links and FIFOs' : false

test('follows links inside the folder and none that leave it or lead to a dotfile', { skip }, async (t) => {
  const { url, at } = await serveFolder(t, {
    'name.txt': 'name',
    'sub/index.html': 'sub',
    '.env': 'SECRET',
    '../outside.txt': 'SECRET',
    '../files-secret/s.txt': 'SECRET',
  })
  for (const [target, name] of [
    ['name.txt', 'inside.txt'],
    ['sub', 'inside'],
    ['../outside.txt', 'outside.txt'],
    ['../files-secret', 'secret'],
    ['.env', 'env.txt'],
    ['loop', 'loop'],
  ] as const) {
    symlinkSync(target, at(name))
  }
  for (const path of ['/inside.txt', '/inside/']) assert.equal((await fetch(url + path)).status, 200, path)
  for (const path of ['/outside.txt', '/secret/s.txt', '/env.txt', '/loop']) {
    assert.equal((await fetch(url + path)).status, 404, path)
  }
})

test('looks anew where a link leads once it leads elsewhere', { skip }, async (t) => {
  const { url, at } = await serveFolder(t, { 'a.txt': 'a', 'b.txt': 'b', '../outside.txt': 'SECRET' })
  const get = async () => {
    const res = await fetch(`${url}/link.txt`)
    return res.ok ? res.text() : res.status
  }
  for (const [target, answer] of [
    ['a.txt', 'a'],
    ['b.txt', 'b'],
    ['../outside.txt', 404],
    ['a.txt', 'a'],
  ] as const) {
    rmSync(at('link.txt'), { force: true })
    symlinkSync(target, at('link.txt'))
    assert.equal(await get(), answer)
    assert.equal(await get(), answer)
  }
})

for (const { size, length } of [
  { size: 'small', length: 10 },
  { size: 'large', length: 100_000 },
]) {
  test(`finds a ${size} file that was moved, by its old name and by a link to it`, { skip }, async (t) => {
    const { url, at } = await serveFolder(t, { 'old.txt': 'x'.repeat(length) })
    symlinkSync('old.txt', at('link.txt'))
    const lengthOf = async (name: string) => (await (await fetch(`${url}/${name}`)).text()).length
    for (const name of ['old.txt', 'link.txt']) assert.equal(await lengthOf(name), length)
    renameSync(at('old.txt'), at('new.txt'))
    for (const name of ['old.txt', 'link.txt']) {
      rmSync(at(name), { force: true })
      symlinkSync('new.txt', at(name))
      assert.equal(await lengthOf(name), length)
    }
  })
}

test('serves nothing of a folder that was moved away, and linked to, a second later', { skip }, async (t) => {
  const { url, at } = await serveFolder(t, { 'folder/name.txt': 'name' })
  const status = async () => (await fetch(`${url}/folder/name.txt`)).status
  assert.equal(await status(), 200)
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  t.after(() => rmSync(elsewhere, { recursive: true }))
  renameSync(at('folder'), join(elsewhere, 'folder'))
  symlinkSync(join(elsewhere, 'folder'), at('folder'))
  const later = performance.now() + 1000
  t.mock.method(performance, 'now', () => later)
  assert.equal(await status(), 404)
})

test('finds the copies of a name that has some, whatever other name the file has', { skip }, async (t) => {
  const { url, at } = await serveFolder(t, { 'plain.js': 'plain' })
  symlinkSync('plain.js', at('copied.js'))
  writeFileSync(at('copied.js.gz'), '')
  const coding = async (name: string) => (await fetch(`${url}/${name}`)).headers.get('content-encoding')
  assert.equal(await coding('plain.js'), null)
  assert.equal(await coding('copied.js'), 'gzip')
})

test('opens no FIFO, which would block for ever', { skip, timeout: 60_000 }, async (t) => {
  const { url, at } = await serveFolder(t, { 'name.txt': 'name' })
  execFileSync('mkfifo', [at('fifo')])
  const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${url}/fifo`)))
  for (const { status } of answers) assert.equal(status, 404)
  assert.equal((await fetch(`${url}/name.txt`)).status, 200)
})
