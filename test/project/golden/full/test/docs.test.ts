import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/http/router.ts'
import { startServer } from './support.ts'

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
  const routes = router.list().filter(({ meta }) => !meta.fallback)
  const registered = routes.map(({ method, pattern }) => `${method} ${pattern}`)
  assert.deepEqual(
    described.sort(),
    registered.map((line) => line.replace('*', '{rest}').replaceAll(/:(\w+)/g, '{$1}')).sort(),
  )
})

test('describes a route that was added after the docs, without any metadata', async (t) => {
  const router = createRouter()
  const { url } = await startServer(t, {}, { router })
  const paths = async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object }
    return Object.keys(document.paths)
  }
  assert.ok(!(await paths()).includes('/late'))
  router.add('GET', '/late', () => {})
  assert.ok((await paths()).includes('/late'))
  assert.match(await (await fetch(`${url}/docs`)).text(), /GET \/late/)
})

test('gives each operation an id of its own', async (t) => {
  const router = createRouter()
  for (const path of ['/user-posts', '/user/posts', '/userPosts']) router.add('GET', path, () => {})
  const { url } = await startServer(t, {}, { router })
  const text = await (await fetch(`${url}/openapi.json`)).text()
  const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
})

test('gives way at / to a route of the app', async (t) => {
  const router = createRouter()
  router.add('GET', '/', ({ res }) => void res.end('home'))
  const { url } = await startServer(t, {}, { router })
  assert.equal(await (await fetch(url)).text(), 'home')
})

test('describes what every operation may respond with', async (t) => {
  const router = createRouter()
  router.add('GET', '/books', () => {})
  const { url } = await startServer(t, {}, { router })
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, { get: { responses: object } }>
  }
  const described = Object.keys(paths['/books']?.get.responses ?? {})
  for (const status of ['4XX', '5XX']) assert.ok(described.includes(status))
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
