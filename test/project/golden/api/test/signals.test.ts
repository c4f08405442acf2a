import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { startProgram } from './program.ts'

// Elsewhere a signal ends a process without asking it.
const onPosix = { skip: process.platform === 'win32' }

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`exits with 0 after ${signal}`, onPosix, async (t) => {
    const { child, port, code } = await startProgram(t)
    await once(connect(port, '127.0.0.1'), 'connect')
    child.kill(signal)
    assert.equal(await code, 0)
  })
}

test('exits with 0 when only the rest of a refused body is missing', onPosix, async (t) => {
  const { child, port, code } = await startProgram(t, { SHUTDOWN_TIMEOUT_MS: '50' })
  const client = connect(port, '127.0.0.1')
  client.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n')
  await once(client, 'data') // the response: the body was not waited for
  child.kill('SIGTERM')
  assert.equal(await code, 0)
})

test('exits with 1 at once on a second signal', onPosix, async (t) => {
  const { child, code, find } = await startProgram(t, { SHUTDOWN_DELAY_MS: '60000' })
  child.kill('SIGTERM')
  await find((line) => line.includes('SIGTERM'))
  child.kill('SIGINT')
  assert.equal(await code, 1)
})

test('exits with 1 when the same signal comes again after a moment', onPosix, async (t) => {
  const { child, code, find } = await startProgram(t, { SHUTDOWN_DELAY_MS: '60000' })
  child.kill('SIGTERM')
  await find((line) => line.includes('SIGTERM'))
  const again = setInterval(() => child.kill('SIGTERM'), 50)
  t.after(() => clearInterval(again))
  assert.equal(await code, 1)
})
