import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/router.ts'
import { startServer } from './support.ts'

test('lists every route on a page that runs nothing', async (t) => {
  const router = createRouter()
  router.add('GET', '/books/:id/*', () => {})
  const { url } = await startServer(t, {}, { router })
  const res = await fetch(`${url}/docs`)
  assert.equal(res.status, 200)
  assert.equal(res.headers.get('content-type'), 'text/html; charset=utf-8')
  assert.match(res.headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'sha256-/)
  const page = await res.text()
  for (const line of router.list()) assert.ok(page.includes(`<code>${line}</code>`), line)
  assert.doesNotMatch(page, /<script|<link|src=|@import|url\(/)
})

const outsideRouter: string[] = []
outsideRouter.push('GET /health', 'GET /ready')

test('describes exactly the routes there are as OpenAPI', async (t) => {
  const router = createRouter()
  router.add('GET', '/books/:id/*', () => {})
  const { url } = await startServer(t, {}, { router })
  const res = await fetch(`${url}/openapi.json`)
  assert.equal(res.headers.get('content-type'), 'application/json; charset=utf-8')
  const { openapi, paths } = (await res.json()) as { openapi: string; paths: Record<string, object> }
  assert.match(openapi, /^3\.1\./)
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const registered = router.list().map((line) => line.replace('*', '{rest}').replaceAll(/:(\w+)/g, '{$1}'))
  for (const line of [...registered, ...outsideRouter]) assert.ok(described.includes(line), line)
})

const everywhere = ['4XX', '5XX']

test('describes what any operation may answer', async (t) => {
  const router = createRouter()
  router.add('GET', '/books', () => {})
  const { url } = await startServer(t, {}, { router })
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, { get: { responses: object } }>
  }
  const described = Object.keys(paths['/books']?.get.responses ?? {})
  assert.deepEqual(
    everywhere.filter((status) => !described.includes(status)),
    [],
  )
})

test('answers 304 to a client that has the page', async (t) => {
  const { url } = await startServer(t)
  for (const path of ['/docs', '/openapi.json']) {
    const { headers } = await fetch(url + path)
    const res = await fetch(url + path, { headers: { 'If-None-Match': headers.get('etag') ?? '' } })
    assert.equal(res.status, 304)
    assert.equal(res.headers.get('content-security-policy'), headers.get('content-security-policy'))
  }
})

test('serves nothing but GET, HEAD and OPTIONS there', async (t) => {
  const { url } = await startServer(t)
  const res = await fetch(`${url}/docs?x`, { method: 'POST' })
  assert.equal(res.status, 405)
  assert.equal(res.headers.get('allow'), 'GET, HEAD, OPTIONS')
})

test('escapes what a route is called', async (t) => {
  const router = createRouter()
  router.add('GET', "/a&b'c", () => {})
  const { url } = await startServer(t, {}, { router })
  assert.match(await (await fetch(`${url}/docs`)).text(), /GET \/a&amp;b'c/)
})
