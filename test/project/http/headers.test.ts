import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { realPack } from '../../support/real-pack.ts'
import type { Answer } from './answers.ts'
import { ask, request } from './connection.ts'
import { makeFaultyProject } from './faulty-project.ts'
import type { Project, RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeFaultyProject(choosable(realPack).map(({ id }) => id))
  mkdirSync(join(project.directory, 'public/sub'))
  writeFileSync(join(project.directory, 'public/sub/index.html'), '<!doctype html><title>sub</title>')
  server = await project.start({
    RATE_LIMIT_MAX: '1000000',
    HEADERS_TIMEOUT_MS: '400',
    REQUEST_TIMEOUT_MS: '600',
    TRUST_PROXY: '127.0.0.1',
  })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const json = 'Content-Type: application/json'
const html = 'Accept: text/html'
const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const post = (title: string) => request('POST /api/todos', [json], JSON.stringify({ title }))

const dataPolicy = "default-src 'none'; frame-ancestors 'none'"
const always: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'content-security-policy': /default-src '(none|self)'.*frame-ancestors 'none'/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^(cross|same)-origin$/,
  'origin-agent-cluster': /^\?1$/,
  'x-dns-prefetch-control': /^off$/,
  'x-permitted-cross-domain-policies': /^none$/,
  'x-xss-protection': /^0$/,
}

/** Every header once, with its value, and none that tells what the server is made of. */
function checkHeaders({ headers, lines }: Answer): void {
  for (const [name, value] of Object.entries(always)) {
    expect(headers.get(name), name).toMatch(value)
    expect(lines.filter((line) => line.toLowerCase().startsWith(`${name}:`))).toHaveLength(1)
  }
  for (const name of ['x-powered-by', 'server', 'strict-transport-security']) {
    expect(headers.get(name), name).toBeUndefined()
  }
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe|upgrade-insecure-requests/)
  expect(headers.get('date')).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/)
}

describe('O1 O4 O5: every answer has them', () => {
  test.each<[number, string, string | Buffer]>([
    [200, 'a list', get('/api/todos')],
    [200, 'HEAD', request('HEAD /api/todos')],
    [201, 'a new item', post('first')],
    [204, 'options', request('OPTIONS /api/todos')],
    [204, 'the options of the whole server', request('OPTIONS *')],
    [
      204,
      'a preflight',
      request('OPTIONS /api/todos', ['Origin: https://a.example', 'Access-Control-Request-Method: PUT']),
    ],
    [200, 'a page', get('/')],
    [200, 'a file', get('/style.css')],
    [200, 'an image', get('/favicon.svg')],
    [206, 'a part of a file', get('/style.css', 'Range: bytes=0-3')],
    [304, 'a file that is known', get('/style.css', 'If-None-Match: *')],
    [304, 'a list that is known', get('/api/todos', 'If-None-Match: *')],
    [304, 'docs that are known', get('/docs', 'If-None-Match: *')],
    [308, 'a redirect', get('/sub')],
    [200, 'a health check', get('/health')],
    [200, 'the docs', get('/docs')],
    [200, 'the description for machines', get('/openapi.json')],
    [400, 'a malformed target', get('/%zz')],
    [400, 'a malformed target, as a page', get('/%zz', html)],
    [400, 'two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    [400, 'a malformed body', request('POST /api/todos', [json], '{')],
    [
      403,
      'a form from elsewhere',
      request(
        'POST /api/todos',
        ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: cross-site'],
        'title=a',
      ),
    ],
    [404, 'nothing there', get('/nope')],
    [404, 'nothing there, as a page', get('/nope', html)],
    [405, 'a method that is not served', request('PUT /api/todos')],
    [409, 'a value that is taken', post('first')],
    [412, 'another version', request('DELETE /api/todos/1', ['If-Match: "x"'])],
    [413, 'a body that is too large', request('POST /api/todos', [json, 'Content-Length: 99999999'])],
    [415, 'a type of body that is not read', request('POST /api/todos', ['Content-Type: text/plain'], 'a')],
    [416, 'a range that is not there', get('/style.css', 'Range: bytes=99999-')],
    [417, 'an expectation', get('/', 'Expect: much')],
    [500, 'a bug', post('throw an error')],
    [500, 'a bug that sets headers', get('/faults/headers-left')],
    [500, 'a bug in a header', get('/faults/bad-header')],
    [503, 'what never answers', get('/faults/never')],
    [501, 'an unknown method', request('PROPFIND /nope')],
    [505, 'another version of HTTP', 'GET / HTTP/2.0\r\nHost: a\r\n\r\n'],
    [400, 'what is no request', 'oops\r\n\r\n'],
    [408, 'half a request', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    [
      413,
      'a chunk with much to say',
      request('POST /api/todos', [json, 'Transfer-Encoding: chunked']).concat('1;', 'x'.repeat(20_000)),
    ],
    [431, 'headers that are too large', get('/', `X: ${'x'.repeat(20_000)}`)],
    [501, 'a tunnel', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n'],
  ])('%i: %s', async (status, _what, bytes) => {
    const answer = await ask(server.port, bytes)
    expect(answer.status).toBe(status)
    checkHeaders(answer)
    if (String(answer.headers.get('content-type')).includes('json')) {
      expect(answer.headers.get('content-security-policy')).toBe(dataPolicy)
    }
  })

  test('429: too many requests', async () => {
    const strict = await project.start({ RATE_LIMIT_MAX: '1' })
    await ask(strict.port, get('/nope'))
    const answer = await ask(strict.port, get('/nope'))
    expect(answer.status).toBe(429)
    checkHeaders(answer)
    await strict.stop()
  })
})

describe('O2: a page has a policy that fits it', () => {
  test.each([
    [
      'the docs',
      '/docs',
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'none'/,
    ],
    ['a file', '/', /^default-src 'self'; .*object-src 'none'; base-uri 'self'; form-action 'self'/],
    ['an error', '/nope', /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'/],
    ['an error with markup in its path', '/%3Cscript%3E.html', /^default-src 'none'; style-src/],
  ])('%s', async (_what, target, policy) => {
    const { headers, body } = await ask(server.port, get(target, html))
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toMatch(policy)
    // Of the docs, the hash of the policy lets that one run.
    expect(body.toString().match(/<script/g) ?? []).toHaveLength(target === '/docs' ? 1 : 0)
  })

  test('O6: the answer that leads to a folder is text, and holds nothing of the path', async () => {
    const { headers, body } = await ask(server.port, get('/sub?a=%3Cb%3E', html))
    expect(headers.get('location')).toBe('/sub/?a=%3Cb%3E')
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(body.toString()).not.toContain('sub')
  })
})

describe('O3: Strict-Transport-Security', () => {
  const value = 'max-age=31536000; includeSubDomains'

  test.each([
    ['plain HTTP', [], undefined],
    ['TLS that a trusted proxy ended', ['X-Forwarded-Proto: https'], value],
    ['TLS in capitals', ['X-Forwarded-Proto: HTTPS'], value],
    ['TLS up to the last proxy', ['X-Forwarded-Proto: http, https'], value],
    ['TLS that ended before the last proxy', ['X-Forwarded-Proto: https, http'], undefined],
    ['what is no protocol', ['X-Forwarded-Proto: https:'], undefined],
    ['words of another header', ['Forwarded: proto=https', 'X-Forwarded-Ssl: on', 'Front-End-Https: on'], undefined],
  ])('over %s', async (_what, headers, expected) => {
    for (const target of ['/api/todos', '/nope', '/docs', '/style.css']) {
      expect((await ask(server.port, get(target, ...headers))).headers.get('strict-transport-security')).toBe(expected)
    }
  })

  test('is not said because an untrusted client says so', async () => {
    const direct = await project.start()
    const { headers } = await ask(direct.port, get('/', 'X-Forwarded-Proto: https'))
    expect(headers.get('strict-transport-security')).toBeUndefined()
    await direct.stop()
  })
})

test('O5: who may embed the answers follows from who may read them', async () => {
  const closed = await project.start({ CORS_ORIGIN: 'https://a.example' })
  const policy = async (port: number) => (await ask(port, get('/'))).headers.get('cross-origin-resource-policy')
  expect(await policy(closed.port)).toBe('same-origin')
  expect(await policy(server.port)).toBe('cross-origin')
  await closed.stop()
})

describe('O7: what a client says gets into no header as it is', () => {
  test.each([
    ['a path', get('/sub%0d%0aSet-Cookie:%20a=b')],
    ['a folder', get('/sub?%0d%0aSet-Cookie:%20a=b')],
    ['a request id', get('/', 'X-Request-Id: a\u0085Set-Cookie: a=b')],
    ['an origin', get('/', 'Origin: https://a.example Set-Cookie: a=b')],
  ])('%s', async (_what, bytes) => {
    const { status, lines } = await ask(server.port, bytes)
    expect(status).toBeLessThan(500)
    expect(lines.filter((line) => /^set-cookie/i.test(line))).toEqual([])
    expect(lines.join('\n').split('\n')).toHaveLength(lines.length)
  })
})

describe('O11: the docs', () => {
  test('are a page that caches ask for again, by GET and HEAD', async () => {
    for (const target of ['/docs', '/openapi.json']) {
      const { status, headers, body } = await ask(server.port, get(target))
      expect(status).toBe(200)
      expect(headers.get('cache-control')).toBe('no-cache')
      const head = await ask(server.port, request(`HEAD ${target}`))
      expect(Number(head.headers.get('content-length'))).toBe(body.length)
      expect(head.headers.get('etag')).toBe(headers.get('etag'))
      const known = await ask(server.port, get(target, `If-None-Match: ${headers.get('etag')}`))
      expect(known.status).toBe(304)
      expect(known.headers.get('content-security-policy')).toBe(headers.get('content-security-policy'))
      expect((await ask(server.port, request(`POST ${target}`))).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    }
  })

  test('load nothing from elsewhere, and know all routes that are served', async () => {
    const page = (await ask(server.port, get('/docs'))).body.toString()
    expect(page).not.toMatch(/<(?:script[^>]|link|img|iframe)|url\(|@import|\/\/(?!localhost)/)
    const { paths } = JSON.parse((await ask(server.port, get('/openapi.json'))).body.toString()) as {
      paths: Record<string, Record<string, unknown>>
    }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    for (const operation of operations) expect(page).toContain(`<code>${operation}</code>`)
    const routes = server.lines.flatMap((line) => line.match(/\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w/:.-]+/g) ?? [])
    expect(operations.length).toBeGreaterThan(6)
    for (const route of routes) expect(operations).toContain(route)
  })

  test('O12: are the same whatever host they are asked by', async () => {
    const host = (name: string) => `GET /docs HTTP/1.1\r\nHost: ${name}\r\nX-Forwarded-Host: evil.example\r\n\r\n`
    const [one, other] = [await ask(server.port, host('localhost')), await ask(server.port, host('evil.example'))]
    expect(other.body.equals(one.body)).toBe(true)
    expect((await ask(server.port, host('evil.example"><script>'))).status).toBe(400)
  })
})
