import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { createRouter } from '../src/http/router.ts'
import { startServer } from './support.ts'

test('lists every route on a page that runs its own script alone', async (t) => {
  const router = createRouter()
  router.add('GET', '/books/:id/*', () => {})
  const { url } = await startServer(t, {}, { router })
  const res = await fetch(`${url}/docs`)
  assert.equal(res.status, 200)
  assert.equal(res.headers.get('content-type'), 'text/html; charset=utf-8')
  const policy = res.headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; /)
  const page = await res.text()
  for (const element of ['style', 'script']) {
    const content = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page)?.[1] ?? ''
    assert.ok(policy.includes(`${element}-src 'sha256-${hash('sha256', content, 'base64')}'`), element)
  }
  for (const { method, pattern } of router.list().filter(({ meta }) => !meta.fallback)) {
    assert.ok(page.includes(`<code>${method} ${pattern}</code>`), pattern)
  }
  assert.doesNotMatch(page, /<script[^>]|<link|src=|@import|url\(|\son\w+=|\sstyle=/)
})

test('shows parameters, fields and responses of a route, and gives it a form', async (t) => {
  const router = createRouter()
  const name = { type: 'string', minLength: 1, maxLength: 9, default: 'Ada', examples: ['Eve'] }
  router.add('PUT', '/greetings/:id', () => {}, {
    summary: 'Changes a greeting',
    example: { name: "O'Neill" },
    operation: {
      tags: ['greetings'],
      parameters: [{ name: 'loud', in: 'query', schema: { type: 'boolean' } }],
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Greeting' } } } },
      responses: { 204: { description: 'It is changed' } },
    },
    schemas: { Greeting: { type: 'object', required: ['name'], properties: { name } } },
  })
  const { url } = await startServer(t, { BASE_PATH: '/shop' }, { router })
  const page = await (await fetch(`${url}/docs`)).text()
  const section = /<h2 id="group-greetings">.*?<\/details>/s.exec(page)?.[0] ?? ''
  for (const part of [
    '<h3 id="putGreetingsById"><a href="#putGreetingsById"><code>PUT /greetings/:id</code></a></h3>',
    '<span class="origin">http://localhost:3000</span>/shop/greetings/1',
    '{&quot;name&quot;:&quot;O&#39;\\&#39;&#39;Neill&quot;}',
    '<tr><th scope="row"><code>loud</code></th><td>query</td><td>boolean</td>',
    '<td>string</td><td>required; 1 to 9 characters; default <code>Ada</code></td><td><code>Eve</code></td></tr>',
    '<tr><th scope="row">204</th><td>It is changed</td><td></td></tr>',
    '<form data-method="PUT" data-path="/greetings/:id">',
  ]) {
    assert.ok(section.includes(part), `${part} is missing:\n${section}`)
  }
})

test('shows a route that refers to what it does not describe', async (t) => {
  const router = createRouter()
  const $ref = '#/components/parameters/Unknown'
  const schema = { anyOf: [{ type: ['string', 'null'] }, { $ref: '#/components/schemas/Unknown' }, true] }
  const content = { 'text/plain': { schema } }
  const operation = { parameters: [{ $ref }], responses: { 200: { content }, 201: { $ref } } }
  router.add('GET', '/odd', () => {}, { operation })
  const { url } = await startServer(t, {}, { router })
  const page = await (await fetch(`${url}/docs`)).text()
  assert.match(page, /<td>string or null or <a href="#schema-Unknown">Unknown<\/a> or <\/td>/)
})

test('escapes what a route says of itself', async (t) => {
  const router = createRouter()
  const text = `<b title="&'">`
  const schema = { type: text, description: text, default: text, examples: [text], properties: { [text]: {} } }
  router.add('POST', "/a&b'c", () => {}, {
    summary: text,
    example: { [text]: text },
    schemas: { [text]: schema },
    operation: {
      tags: [text],
      operationId: text,
      description: text,
      parameters: [{ name: text, in: text, description: text, schema: { enum: [text] } }],
      requestBody: { content: { [text]: { schema } } },
      responses: { [text]: { description: text, headers: { [text]: {} }, content: { [text]: {} } } },
    },
  })
  const { url } = await startServer(t, {}, { router })
  const page = await (await fetch(`${url}/docs`)).text()
  assert.match(page, /POST \/a&amp;b&#39;c/)
  assert.doesNotMatch(page, /<b title/)
})
