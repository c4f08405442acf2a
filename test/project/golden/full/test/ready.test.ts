import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLifecycle } from '../src/lifecycle.ts'
import { startServer } from './support.ts'

test('is running, and not ready once the server is stopping', async (t) => {
  const lifecycle = createLifecycle()
  const { url } = await startServer(t, {}, { lifecycle })
  assert.equal((await fetch(`${url}/ready`)).status, 200)
  lifecycle.beginStopping()
  const ready = await fetch(`${url}/ready`)
  assert.equal(ready.status, 503)
  assert.equal(((await ready.json()) as Record<string, unknown>)['status'], 'error')
  assert.equal((await fetch(`${url}/health`)).status, 200)
})

test('is ready only while every check passes', async (t) => {
  let works = false
  const check = async () => {
    if (!works) throw new Error('no connection')
  }
  const { url } = await startServer(t, {}, { healthChecks: [{ name: 'database', check }] })
  assert.equal((await fetch(`${url}/ready`)).status, 503)
  assert.equal((await fetch(`${url}/health`)).status, 200)
  works = true
  assert.equal((await fetch(`${url}/ready`)).status, 200)
})
