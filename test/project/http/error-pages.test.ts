import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from './answers.ts'
import { ask, open, request } from './connection.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject

beforeAll(() => {
  project = makeStaticProject(['security-headers', 'cors', 'rate-limit', 'health', 'docs', 'logging'])
})

afterAll(() => project.remove())

const browser = 'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

/** What must hold of every page about an error. */
function checkPage(answer: Answer, status: number): void {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Number(answer.headers.get('content-length'))).toBe(answer.body.length)
  const html = answer.body.toString()
  expect(html).toMatch(/^<!doctype html>/)
  expect(html).toContain(`<h1>${status} `)
  expect(html).not.toMatch(/<script|<img|<link|onerror|javascript:/i)
  checkPolicy(answer, html)
}

/** One policy, which lets nothing be loaded and the page's own style be shown. */
function checkPolicy({ lines }: Answer, html: string): void {
  const policies = lines.filter((line) => /^content-security-policy:/i.test(line))
  expect(policies).toHaveLength(1)
  const [policy = ''] = policies
  expect(policy).toMatch(/default-src 'none'/)
  expect(policy).toMatch(/frame-ancestors 'none'/)
  expect(policy).not.toMatch(/unsafe-inline|script-src/)
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? ''
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  expect(html).not.toMatch(/ style=/)
}

describe('K14: a browser gets a page', () => {
  let server: RunningServer

  beforeAll(async () => {
    server = await project.start({ RATE_LIMIT_MAX: '1000000', CORS_ORIGIN: 'https://a.example' })
  })

  afterAll(() => server.stop())

  test.each([
    ['of what is not there', request('GET /nope.html', [browser]), 404],
    ['of a dotfile', request('GET /.env', [browser]), 404],
    ['of a malformed escape', request('GET /%zz', [browser]), 400],
    ['of a malformed target', request('GET ftp://h/x', [browser]), 400],
    ['of a malformed Host', 'GET / HTTP/1.1\r\nHost: a b\r\nAccept: text/html\r\n\r\n', 400],
    ['of a method that is not served', request('DELETE /name.txt', [browser]), 405],
    ['of a range beyond the end', request('GET /ten.txt', [browser, 'Range: bytes=99-']), 416],
    ['of a failed condition', request('GET /ten.txt', [browser, 'If-Match: "x"']), 412],
    ['of a path that only begins like the API', request('GET /apis', [browser]), 404],
    ['of the docs', request('POST /docs', [browser]), 405],
    ['when it likes HTML best of all', request('GET /nope', ['Accept: application/json;q=0.5, text/html;q=0.9']), 404],
    ['when it likes any text best', request('GET /nope', ['Accept: text/*, */*;q=0.1']), 404],
  ])('%s', async (_, send, status) => {
    const answer = await ask(server.port, send)
    checkPage(answer, status)
    for (const name of ['x-frame-options', 'referrer-policy', 'cross-origin-opener-policy', 'x-request-id', 'vary']) {
      expect(answer.headers.get(name), name).toBeTruthy()
    }
  })

  test.each([
    ['below /api', request('GET /api/todos/nope', [browser])],
    ['that is not served below /api', request('GET /api/nope', [browser])],
    ['named as the API', request('GET /api', [browser])],
    ['whose /api is escaped', request('GET /%61pi/nope', [browser])],
    ['of a whole URL', request('GET http://localhost/api/nope', [browser])],
    ['of the health check', request('POST /health', [browser])],
    ['of the description of the API', request('POST /openapi.json', [browser])],
  ])('but not at a path %s', async (_, send) => {
    const { headers } = await ask(server.port, send)
    expect(headers.get('content-type')).toBe('application/problem+json')
  })

  test.each([
    ['anything', 'Accept: */*'],
    ['nothing in particular', 'X: y'],
    ['JSON', 'Accept: application/json'],
    ['JSON as much as HTML', 'Accept: text/html, application/json'],
    ['problem details', 'Accept: application/problem+json, text/html;q=0.9'],
    ['no HTML', 'Accept: text/html;q=0, */*'],
    ['an empty list', 'Accept:'],
    ['nonsense', 'Accept: ;;q=,text/html;q=x,*/*;q=0'],
  ])('but not a client that accepts %s', async (_, accept) => {
    const { status, headers } = await ask(server.port, request('GET /nope.html', [accept]))
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  test('without a body for HEAD, its length told, and the connection good', async () => {
    const connection = open(server.port, request('HEAD /nope.html', [browser]) + request('GET /nope.html', [browser]))
    const [head, page] = [await connection.next('HEAD'), await connection.next()]
    connection.socket.destroy()
    checkPage(page, 404)
    expect(head.headers.get('content-length')).toBe(page.headers.get('content-length'))
    expect(head.headers.get('content-security-policy')).toBe(page.headers.get('content-security-policy'))
  })

  test('that a script of a listed origin can read', async () => {
    const { headers } = await ask(server.port, request('GET /nope.html', [browser, 'Origin: https://a.example']))
    expect(headers.get('access-control-allow-origin')).toBe('https://a.example')
  })

  test.each([
    '/<script>alert(1)</script>',
    '/%3Cscript%3Ealert(1)%3C/script%3E',
    '/"><img/src=x>',
    '/nope?<script>alert(1)</script>',
    "/'onerror='x",
  ])('K11 O6: %s is not echoed as HTML', async (target) => {
    const page = await ask(server.port, request(`GET ${target}`, [browser]))
    checkPage(page, 404)
    const plain = await ask(server.port, request(`GET ${target}`))
    expect(plain.headers.get('content-type')).toBe('application/problem+json')
  })

  test('O6: of a folder that is elsewhere, plain and at a path of our own', async () => {
    const { status, headers } = await ask(server.port, request('GET /sub?"><script>', [browser]))
    expect(status).toBe(308)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('location')).toMatch(/^\/sub\/\?/)
    expect(headers.get('content-security-policy')).toBeTruthy()
  })

  test('G25 O1: but pages, pictures and styles of the folder keep the policy of the site', async () => {
    for (const target of ['/', '/sub/', '/favicon.svg', '/style.css', '/name.txt']) {
      const { headers } = await ask(server.port, request(`GET ${target}`, [browser]))
      expect(headers.get('content-security-policy'), target).toMatch(/default-src 'self'/)
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe-inline/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

test('K14 I1: a browser over its limit gets a page that says when to come again', async () => {
  const server = await project.start({ RATE_LIMIT_MAX: '1' })
  expect((await ask(server.port, request('GET /nope', [browser]))).status).toBe(404)
  const answer = await ask(server.port, request('GET /nope', [browser]))
  checkPage(answer, 429)
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
  await server.stop()
})
