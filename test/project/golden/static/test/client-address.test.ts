import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createContext } from '../src/http/context.ts'
import { AppResponse } from '../src/http/response.ts'
import { createClientFinder } from '../src/middleware/client-address.ts'
import { readTrustProxy } from '../src/trust-proxy.ts'

const cases = [
  { trust: '', header: '203.0.113.9', address: '127.0.0.1', why: 'nobody is trusted' },
  { trust: '10.0.0.0/8', header: '203.0.113.9', address: '127.0.0.1', why: 'the peer is not trusted' },
  { trust: '127.0.0.1', header: '203.0.113.9', address: '203.0.113.9', why: 'the peer is trusted' },
  { trust: '127.0.0.0/8', header: '1.1.1.1, 203.0.113.9', address: '203.0.113.9', why: 'the last is no proxy' },
  {
    trust: '127.0.0.1, 10.0.0.0/8',
    header: '1.1.1.1, 203.0.113.9, 10.1.2.3',
    address: '203.0.113.9',
    why: 'the last is a proxy',
  },
  { trust: '127.0.0.1,10.0.0.0/8', header: '10.0.0.7, 10.1.2.3', address: '10.0.0.7', why: 'all are proxies' },
  { trust: '127.0.0.1', header: 'unknown', address: '127.0.0.1', why: 'it is no address' },
  { trust: '127.0.0.1', header: '203.0.113.9, ', address: '127.0.0.1', why: 'an entry is missing' },
  { trust: '127.0.0.1', header: '203.0.113.9:4711', address: '203.0.113.9', why: 'a port is added' },
  { trust: '127.0.0.1', header: '[2001:DB8:0::1]:4711', address: '2001:db8::1', why: 'it is IPv6 with a port' },
  { trust: '127.0.0.1', header: '::FFFF:203.0.113.9', address: '203.0.113.9', why: 'it is IPv4 in IPv6' },
  { trust: '::1, ::ffff:127.0.0.1', header: '2001:db8::1', address: '2001:db8::1', why: 'the proxy is named as IPv6' },
]

for (const { trust, header, address, why } of cases) {
  test(`takes ${address} out of "${header}" when ${why}`, async (t) => {
    const findClient = createClientFinder(readTrustProxy({ TRUST_PROXY: trust }))
    const server = createServer({ ServerResponse: AppResponse }, (req, res) => {
      const ctx = createContext(req, res)
      findClient(ctx)
      res.end(ctx.client)
    }).listen(0, '127.0.0.1')
    t.after(() => server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const headers = { 'X-Forwarded-For': header, Connection: 'close' }
    assert.equal(await (await fetch(`http://127.0.0.1:${port}`, { headers })).text(), address)
  })
}
