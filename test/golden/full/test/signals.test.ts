import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import type { Environment } from '../src/settings.ts'

// Elsewhere a signal ends a process without asking it.
const onPosix = { skip: process.platform === 'win32' }

/** Starts src/server and waits until it listens. `code`: what it exits with. */
async function startProcess(t: TestContext, env: Environment = {}) {
  const file = join(import.meta.dirname, `../src/server${extname(import.meta.filename)}`)
  const child = spawn(process.execPath, [file], {
    // The settings of the shell and of .env are for the server that is being developed.
    env: {
      PORT: '0',
      DATABASE_PATH: ':memory:',
      ...env,
    },
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  const code = once(child, 'exit').then(([exitCode]) => exitCode as number | null)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const reads = async (pattern: RegExp) => {
    for (;;) {
      const { value, done } = await lines.next()
      assert(!done, `the process has ended and never wrote ${pattern}`)
      const match = pattern.exec(value)
      if (match) return match[1] ?? ''
    }
  }
  const port = Number(await reads(/listening on http:\/\/[^"\s]*:(\d+)/))
  return { child, port, code, reads }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`exits with 0 after ${signal}`, onPosix, async (t) => {
    const { child, port, code } = await startProcess(t)
    await once(connect(port, '127.0.0.1'), 'connect')
    child.kill(signal)
    assert.equal(await code, 0)
  })
}

test('exits with 0 when only the rest of a refused body is missing', onPosix, async (t) => {
  const { child, port, code } = await startProcess(t, { SHUTDOWN_TIMEOUT_MS: '50' })
  const client = connect(port, '127.0.0.1')
  client.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n')
  await once(client, 'data') // the response: the body was not waited for
  child.kill('SIGTERM')
  assert.equal(await code, 0)
})

test('exits with 1 at once on a second signal', onPosix, async (t) => {
  const { child, code, reads } = await startProcess(t, { SHUTDOWN_DELAY_MS: '60000' })
  child.kill('SIGTERM')
  await reads(/SIGTERM/)
  child.kill('SIGINT')
  assert.equal(await code, 1)
})

test('exits with 1 when the same signal comes again after a moment', onPosix, async (t) => {
  const { child, code, reads } = await startProcess(t, { SHUTDOWN_DELAY_MS: '60000' })
  child.kill('SIGTERM')
  await reads(/SIGTERM/)
  const again = setInterval(() => child.kill('SIGTERM'), 50)
  t.after(() => clearInterval(again))
  assert.equal(await code, 1)
})
