import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { startServer } from './support.ts'

const invalid = [
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', 'abc'],
  ['PORT', '3000abc'],
  ['PORT', '0x10'],
  ['BASE_PATH', 'shop'],
  ['BASE_PATH', '/shop/'],
  ['BASE_PATH', '/'],
  ['BASE_PATH', '/a//b'],
  ['BASE_PATH', '/a?b'],
  ['BASE_PATH', '//host'],
  ['HEADERS_TIMEOUT_MS', '0'],
  ['HEADERS_TIMEOUT_MS', '2147483648'],
  ['HEADERS_TIMEOUT_MS', '1e3'],
  ['REQUEST_TIMEOUT_MS', '0'],
  ['REQUEST_TIMEOUT_MS', '2147483648'],
  ['KEEP_ALIVE_TIMEOUT_MS', '0'],
  ['KEEP_ALIVE_TIMEOUT_MS', '2147483648'],
  ['MAX_CONNECTIONS', '0'],
  ['MAX_CONNECTIONS', '1000001'],
  ['MAX_CONNECTIONS', '1.5'],
  ['MAX_CONNECTIONS_PER_ADDRESS', '0'],
  ['MAX_CONNECTIONS_PER_ADDRESS', '1000001'],
] as const

for (const [name, value] of invalid) {
  test(`refuses ${name}=${value} and names both`, () => {
    assert.throws(
      () => readConfig({ [name]: value }),
      (error: Error) => error.message.startsWith(`${name}=${value} `),
    )
  })
}

test('takes an empty setting as unset', () => {
  assert.deepEqual(readConfig({ PORT: '' }), readConfig({}))
})

test('keeps an idle connection as long as a request may take', async (t) => {
  for (const [value, timeout] of [
    ['30000', 60_000],
    ['120000', 122_000],
  ] as const) {
    const { server } = await startServer(t, { REQUEST_TIMEOUT_MS: value })
    assert.equal(server.timeout, timeout)
  }
})

test('lets one address hold half of the connections, within bounds', () => {
  for (const [all, ofOne] of [
    ['10', 32],
    ['500', 250],
    ['20000', 1000],
  ] as const) {
    assert.equal(readConfig({ MAX_CONNECTIONS: all }).maxConnectionsPerAddress, ofOne)
  }
})

test('listens on every interface only in production', () => {
  assert.equal(readConfig({}).host, '127.0.0.1')
  assert.equal(readConfig({ NODE_ENV: 'production' }).host, undefined)
})
