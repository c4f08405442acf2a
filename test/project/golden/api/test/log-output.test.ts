import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { isRequest, type Line, startProcess } from './log-process.ts'
import { sendRaw } from './support.ts'

const onPosix = { skip: process.platform === 'win32' }

function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'access-log-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'access.log')
}

function readLines(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Line)
}

test('loses no line when the process ends', onPosix, async (t) => {
  const file = temporaryFile(t)
  const { url, child, rest } = await startProcess(t, { ACCESS_LOG: file })
  for (let count = 0; count < 50; count++) await fetch(`${url}/${count}`)
  child.kill('SIGTERM')
  const lines = (await rest()).filter(isRequest)
  assert.deepEqual(
    lines.map((line) => line['url']),
    Array.from({ length: 50 }, (_, count) => `/${count}`),
  )
  assert.deepEqual(readLines(file), lines)
})

test('goes on in a new access log after SIGHUP', onPosix, async (t) => {
  const file = temporaryFile(t)
  const { url, child, rest } = await startProcess(t, { ACCESS_LOG: file })
  await fetch(`${url}/old`)
  renameSync(file, `${file}.1`)
  child.kill('SIGHUP')
  while (!existsSync(file)) await fetch(`${url}/meanwhile`)
  await fetch(`${url}/new`)
  child.kill('SIGTERM')
  const written = await rest()
  assert.equal(readLines(`${file}.1`)[0]?.['url'], '/old')
  assert.equal(readLines(file).at(-1)?.['url'], '/new')
  assert.deepEqual([...readLines(`${file}.1`), ...readLines(file)], written.filter(isRequest))
})

test('serves on when the disk of the access log is full', { skip: !existsSync('/dev/full') }, async (t) => {
  const { url, find } = await startProcess(t, { ACCESS_LOG: '/dev/full' })
  await fetch(url)
  const line = await find(({ level }) => level === 'warn')
  assert.equal(line['msg'], 'access log: cannot be written: ENOSPC')
  await fetch(url)
  assert(isRequest(await find(() => true)))
})

test('serves on when nobody reads stdout any more', onPosix, async (t) => {
  const { url, child } = await startProcess(t)
  child.stdout?.destroy()
  for (let count = 0; count < 20; count++) assert((await fetch(url)).status < 500)
})

test('serves on when the reader of stdout stands still, and says how many lines that cost', onPosix, async (t) => {
  const { port, child, find } = await startProcess(t)
  child.stdout?.pause()
  const long = 'x'.repeat(2000)
  const request = `GET /${long} HTTP/1.1\r\nHost: a\r\nUser-Agent: ${long}\r\n`
  const answers = await sendRaw(port, `${`${request}\r\n`.repeat(500)}${request}Connection: close\r\n\r\n`)
  assert.equal(answers.match(/HTTP\/1\.1 [24]/g)?.length, 501)
  child.stdout?.resume()
  assert.match(String((await find(({ level }) => level === 'warn'))['msg']), /^stdout: \d+ lines were dropped$/)
})
