import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readEnvFile } from '../src/settings.ts'

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'env-file-'))
  t.after(() => rmSync(path, { recursive: true }))
  return path
}

const text = 'A=1\r\nB="two words" # a comment\n'
const littleEndian = Buffer.from(`\ufeff${text}`, 'utf16le')

for (const { encoding, bytes } of [
  { encoding: 'UTF-8', bytes: Buffer.from(text) },
  { encoding: 'UTF-8 with a byte order mark', bytes: Buffer.from(`\ufeff${text}`) },
  { encoding: 'UTF-16LE', bytes: littleEndian },
  { encoding: 'UTF-16BE', bytes: Buffer.from(littleEndian).swap16() },
]) {
  test(`reads ${encoding}`, (t) => {
    const path = join(folder(t), '.env')
    writeFileSync(path, bytes)
    assert.deepEqual({ ...readEnvFile(path) }, { A: '1', B: 'two words' })
  })
}

test('finds nothing where there is no file', (t) => {
  assert.deepEqual({ ...readEnvFile(join(folder(t), '.env')) }, {})
})

test('names a file that cannot be read', (t) => {
  const path = join(folder(t), '.env')
  mkdirSync(path)
  assert.throws(() => readEnvFile(path), /\.env cannot be read \(EISDIR\)/)
  rmSync(path, { recursive: true })
  writeFileSync(path, Buffer.from([0x41, 0x3d, 0xe9]))
  assert.throws(() => readEnvFile(path), /\.env is not text in UTF-8, or in UTF-16/)
  writeFileSync(path, 'A=1', 'utf16le')
  assert.throws(() => readEnvFile(path), /\.env is not text in UTF-8, or in UTF-16/)
})
