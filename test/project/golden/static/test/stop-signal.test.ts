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
    // No signal comes: the test runner, which listens too, is not to end.
    const signals = ['SIGTERM', 'SIGINT'] as const
    const others = signals.map((name) => [name, process.listeners(name)] as const)
    for (const name of signals) process.removeAllListeners(name)
    t.after(() => {
      for (const [name, listeners] of others) {
        process.removeAllListeners(name)
        for (const listener of listeners) process.on(name, listener)
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
