import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onStopSignal } from '../src/lifecycle.ts'

const cases = [
  { what: 'its copy a moment later', signal: 'SIGTERM', afterMs: 250, ends: 0 },
  { what: 'the same signal later', signal: 'SIGTERM', afterMs: 251, ends: 1 },
  { what: 'another signal at once', signal: 'SIGINT', afterMs: 0, ends: 1 },
] as const

for (const { what, signal, afterMs, ends } of cases) {
  test(`${ends === 1 ? 'ends the process' : 'goes on stopping'} when SIGTERM is followed by ${what}`, (t) => {
    let now = 1000
    t.mock.method(performance, 'now', () => now)
    const exit = t.mock.method(process, 'exit', () => undefined as never)
    const before = (['SIGTERM', 'SIGINT'] as const).map((name) => [name, process.listeners(name)] as const)
    t.after(() => {
      for (const [name, listeners] of before) {
        for (const added of process.listeners(name)) if (!listeners.includes(added)) process.off(name, added)
      }
    })
    let stops = 0
    onStopSignal(async () => {
      stops += 1
    })
    process.emit('SIGTERM', 'SIGTERM')
    now += afterMs
    process.emit(signal, signal)
    assert.deepEqual([stops, exit.mock.callCount()], [1, ends])
  })
}
