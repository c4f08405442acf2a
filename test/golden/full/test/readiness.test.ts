import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import { createShutdown } from '../src/shutdown.ts'
import { startServer } from './support.ts'

test('is alive and not ready once the server is stopping', async (t) => {
  const lifecycle = createLifecycle()
  const shutdown = { ...createShutdown(readConfig({}), lifecycle), admit: async () => {} }
  const { url } = await startServer(t, {}, { lifecycle, shutdown })
  lifecycle.beginStopping()
  const ready = await fetch(`${url}/ready`)
  assert.equal(ready.status, 503)
  assert.equal(((await ready.json()) as Record<string, unknown>)['status'], 'error')
  assert.equal((await fetch(`${url}/health`)).status, 200)
})
