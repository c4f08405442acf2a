import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLifecycle } from '../src/lifecycle.ts'

test('runs every step of stopping, also after one that fails', (t) => {
  t.mock.method(console, 'error', () => {})
  const lifecycle = createLifecycle()
  const done: string[] = []
  lifecycle.onStopping(() => {
    throw new Error('no')
  })
  lifecycle.onStopping(() => done.push(String(lifecycle.isStopping)))
  assert.equal(lifecycle.isStopping, false)
  lifecycle.beginStopping()
  assert.deepEqual(done, ['true'])
})

test('closes what was opened last first, and waits for each', async () => {
  const lifecycle = createLifecycle()
  const closed: string[] = []
  lifecycle.onClose('pool', () => void closed.push('pool'))
  lifecycle.onClose('cache', async () => {
    await new Promise(setImmediate)
    closed.push('cache')
  })
  assert.equal(await lifecycle.close(), true)
  assert.deepEqual(closed, ['cache', 'pool'])
})

test('closes the others when one fails or takes too long', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  t.mock.method(console, 'error', () => {})
  const lifecycle = createLifecycle()
  const closed: string[] = []
  lifecycle.onClose('first', () => void closed.push('first'))
  lifecycle.onClose('broken', () => Promise.reject(new Error('no')))
  lifecycle.onClose('stuck', () => {
    setImmediate(() => t.mock.timers.tick(5000))
    return new Promise(() => {})
  })
  assert.equal(await lifecycle.close(), false)
  assert.deepEqual(closed, ['first'])
})
