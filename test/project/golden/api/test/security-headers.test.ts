import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Environment } from '../src/settings.ts'
import { sendRaw, startServer } from './support.ts'

const everywhere = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-opener-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-dns-prefetch-control', 'off'],
  ['x-frame-options', 'DENY'],
  ['x-permitted-cross-domain-policies', 'none'],
  ['x-xss-protection', '0'],
] as const

const answers = [
  { what: 'an error', request: 'GET /no-such-page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' },
  { what: 'a malformed target', request: 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' },
  { what: 'OPTIONS', request: 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' },
  { what: 'noise', request: 'noise\r\n\r\n' },
]

for (const { what, request } of answers) {
  test(`sets its headers on the answer to ${what}, each once`, async (t) => {
    const { port } = await startServer(t)
    const answer = await sendRaw(port, request)
    const [head = ''] = answer.split('\r\n\r\n')
    const lines = head.split('\r\n').map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()))
    for (const [name, value] of everywhere) {
      assert.deepEqual(
        lines.filter((line) => line.startsWith(`${name}:`)),
        [`${name}: ${value}`],
      )
    }
    assert(!lines.some((line) => /^(?:server|x-powered-by|strict-transport-security):/.test(line)))
  })
}

function embedding(policy: string, env: Environment = {}): void {
  test(`says ${policy} to pages that would embed the answers, given ${JSON.stringify(env)}`, async (t) => {
    const { url } = await startServer(t, env)
    const res = await fetch(`${url}/no-such-page`)
    assert.equal(res.headers.get('cross-origin-resource-policy'), policy)
  })
}

embedding('cross-origin')
embedding('same-origin', { CORS_ORIGIN: 'https://a.example' })

const schemes = [
  { trust: '127.0.0.1', proto: 'https', secure: true },
  { trust: '127.0.0.1', proto: 'http, HTTPS', secure: true },
  { trust: '127.0.0.1', proto: 'https, http', secure: false },
  { trust: '127.0.0.1', proto: 'http', secure: false },
  { trust: '10.0.0.0/8', proto: 'https', secure: false },
  { trust: '', proto: 'https', secure: false },
]

for (const { trust, proto, secure } of schemes) {
  const rule = `${secure ? 'insists' : 'does not insist'} on TLS`
  test(`${rule} when "${trust}" is trusted and X-Forwarded-Proto is ${proto}`, async (t) => {
    const { url } = await startServer(t, { TRUST_PROXY: trust })
    const res = await fetch(`${url}/no-such-page`, { headers: { 'X-Forwarded-Proto': proto } })
    const expected = secure ? 'max-age=31536000; includeSubDomains' : null
    assert.equal(res.headers.get('strict-transport-security'), expected)
  })
}
