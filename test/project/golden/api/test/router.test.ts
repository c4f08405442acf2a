import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/http/router.ts'
import { sendText } from '../src/http/send.ts'
import { sendRaw, startServer } from './support.ts'

/** A router whose GET handlers answer with their pattern and parameters. */
function routerOf(...patterns: readonly string[]) {
  const router = createRouter()
  for (const pattern of patterns) {
    router.add('GET', pattern, (ctx) => sendText(ctx, 200, `${pattern} ${JSON.stringify(ctx.params)}`))
  }
  return router
}

const matches = [
  { path: '/books', answer: '/books {}' },
  { path: '/books?page=2', answer: '/books {}' },
  { path: '/book%73', answer: '/books {}' },
  { path: '/books/7', answer: '/books/:id {"id":"7"}' },
  { path: '/books/new', answer: '/books/new {}' },
  { path: '/books/new/pages', answer: '/books/:id/pages {"id":"new"}' },
  { path: '/books/a%2Fb', answer: '/books/:id {"id":"a/b"}' },
  { path: '/books/a+b', answer: '/books/:id {"id":"a+b"}' },
  { path: '/books/7/8/9', answer: '/books/* {"rest":"7/8/9"}' },
]

for (const { path, answer } of matches) {
  test(`leads ${path} to ${answer}`, async (t) => {
    // Registered from the weakest to the strongest: the order must not matter.
    const router = routerOf('/books/*', '/books/:id/pages', '/books/:id', '/books/new', '/books')
    const { url } = await startServer(t, {}, { router })
    const res = await fetch(url + path)
    assert.equal(await res.text(), answer)
  })
}

for (const path of ['/book', '/books/', '/Books', '//books', '/books//', '/./books', '/x/../books', '/books;v=1']) {
  test(`leads ${path} nowhere`, async (t) => {
    const { port } = await startServer(t, {}, { router: routerOf('/books', '/books/:id') })
    const answer = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    assert.match(answer, /^HTTP\/1\.1 404 /)
  })
}

test('takes a whole URL as a target, as a proxy sends it', async (t) => {
  const { port } = await startServer(t, {}, { router: routerOf('/books') })
  const answer = await sendRaw(port, 'GET http://example.com/books HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  assert.match(answer, /^HTTP\/1\.1 200 /)
})

test('answers another method with what the path serves', async (t) => {
  const router = routerOf('/books')
  router.add('POST', '/books', (ctx) => sendText(ctx, 201, ''))
  const { url } = await startServer(t, {}, { router })
  const refused = await fetch(`${url}/books`, { method: 'DELETE' })
  assert.equal(refused.status, 405)
  assert.equal(refused.headers.get('allow'), 'GET, HEAD, OPTIONS, POST')
  const options = await fetch(`${url}/books`, { method: 'OPTIONS' })
  assert.equal(options.status, 204)
  assert.equal(options.headers.get('allow'), 'GET, HEAD, OPTIONS, POST')
})

test('answers 500 without a word of why when a handler throws or rejects', async (t) => {
  const router = createRouter()
  router.add('GET', '/throws', () => {
    throw new Error('the password is x')
  })
  router.add('GET', '/rejects', () => Promise.reject(new Error('the password is x')))
  t.mock.method(console, 'error', () => {})
  const { url } = await startServer(t, {}, { router })
  for (const path of ['/throws', '/rejects']) {
    const res = await fetch(url + path)
    assert.equal(res.status, 500)
    assert.doesNotMatch(await res.text(), /password/)
  }
})

test('answers 503 for a handler that forgets to', async (t) => {
  const router = createRouter()
  router.add('GET', '/forgets', () => {})
  t.mock.method(console, 'error', () => {})
  const { url } = await startServer(t, { REQUEST_TIMEOUT_MS: '250' }, { router })
  assert.equal((await fetch(`${url}/forgets`)).status, 503)
})

const malformed = ['books', '/books/', '//books', '/:id/:id', '/*/x', '/:', '/a?b', '/a%20b', '/..']

for (const pattern of malformed) {
  test(`refuses the pattern ${pattern} and names it`, () => {
    assert.throws(
      () => routerOf(pattern),
      (error: Error) => error.message.includes(`"${pattern}"`),
    )
  })
}

test('takes a fallback only where there is no other route, whichever was added first', async (t) => {
  for (const order of [0, 1]) {
    const router = createRouter()
    const add = [
      () => router.add('GET', '/', (ctx) => sendText(ctx, 200, 'fallback'), { fallback: true }),
      () => router.add('GET', '/', (ctx) => sendText(ctx, 200, 'own')),
    ]
    add[order]?.()
    add[1 - order]?.()
    const { url } = await startServer(t, {}, { router })
    assert.equal(await (await fetch(url)).text(), 'own')
  }
})

test('refuses a route that is there already', () => {
  assert.throws(() => routerOf('/books', '/books'), /GET \/books is registered already/)
  assert.throws(() => routerOf('/books/:id', '/books/:key'), /\/books\/:key/)
})
