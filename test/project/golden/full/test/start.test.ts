import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runProgram, startProgram } from './program.ts'

test('starts, and responds', async (t) => {
  const { url } = await startProgram(t)
  assert((await fetch(`${url}/`)).status < 500)
})

test('does not start with a setting that is not valid, and says which', async (t) => {
  const { stdout, stderr, code } = await runProgram(t, 'src/server', [], { PORT: 'abc' })
  assert.deepEqual([stdout, code], ['', 1])
  assert.match(stderr, /^PORT=abc is not valid: .+\n$/)
})
