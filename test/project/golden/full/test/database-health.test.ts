import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { openStores } from '../src/stores.ts'
import { startServer } from './support.ts'

test('is ready while the database can be read', async (t) => {
  const stores = await openStores(readConfig({ DATABASE_PATH: ':memory:' }))
  const healthChecks = [{ name: 'database', check: () => stores.checkHealth() }]
  const { url } = await startServer(t, {}, { healthChecks })
  assert.equal((await fetch(`${url}/ready`)).status, 200)
  await stores.close()
  assert.equal((await fetch(`${url}/ready`)).status, 503)
  assert.equal((await fetch(`${url}/health`)).status, 200)
})
