import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

test('guesses at the token of the metrics count for the rate limit, and readings do not', async (t) => {
  const token = 'abcdefghijklmnop'
  const { url } = await startServer(t, { RATE_LIMIT_MAX: '2', METRICS_TOKEN: token })
  const read = async (shown: string) => (await fetch(`${url}/metrics`, { headers: { Authorization: shown } })).status
  for (let times = 0; times < 3; times += 1) assert.equal(await read(`Bearer ${token}`), 200)
  for (const status of [401, 401, 429]) assert.equal(await read('Bearer ponmlkjihgfedcba'), status)
  assert.equal((await fetch(`${url}/metrics`)).status, 429)
  assert.equal(await read(`Bearer ${token}`), 200)
})
