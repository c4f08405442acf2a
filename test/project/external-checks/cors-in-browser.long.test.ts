import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project, type RunningServer } from '../http/server.ts'
import { hasBrowser, launchBrowser } from './browser.ts'

interface Request {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly credentials?: 'include' | 'omit'
}

/** What a script could read, or that it could read nothing. */
type Read = { readonly status: number; readonly text: string; readonly headers: Record<string, string> } | 'nothing'

const json = { 'Content-Type': 'application/json' }

describe.skipIf(!hasBrowser)('a page on another origin', () => {
  let browser: Browser
  let page: Page
  let pages: Server
  let origin: string
  let project: Project

  beforeAll(async () => {
    pages = createServer((_req, res) =>
      res.setHeader('Content-Type', 'text/html').end('<!doctype html><title>a</title>'),
    )
    pages.listen(0, '127.0.0.1')
    await once(pages, 'listening')
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
    project = makeProject(everything(realPack, 20))
    browser = await launchBrowser()
    page = await browser.newPage()
    await page.goto(origin)
    await page.evaluate('document.cookie = "session=1"')
  })

  afterAll(async () => {
    await browser?.close()
    pages?.close()
    project?.remove()
  })

  /** Lets a script of the page ask. */
  function ask({ url }: RunningServer, target: string, request: Request = {}): Promise<Read> {
    return page.evaluate(
      async ({ url, request }) => {
        try {
          const res = await fetch(url, request)
          return { status: res.status, text: await res.text(), headers: Object.fromEntries(res.headers) }
        } catch {
          return 'nothing'
        }
      },
      { url: `${url}${target}`, request },
    )
  }

  const statusOf = (read: Read) => (read === 'nothing' ? read : read.status)

  /** Lines of the log about requests with a method. */
  const logged = ({ lines }: RunningServer, method: string) =>
    lines.filter((line) => line.includes(`"method":"${method}"`)).length

  test.each([
    ['every origin', () => ({})],
    ['its own', () => ({ CORS_ORIGIN: `https://a.example,${origin}` })],
    ['its own, with credentials', () => ({ CORS_ORIGIN: origin, CORS_CREDENTIALS: 'true' })],
  ])('works with a server that lists %s', async (_what, env) => {
    const server = await project.start({ RATE_LIMIT_MAX: '1000', ...env() })
    const list = await ask(server, '/api/todos')
    expect(list).toMatchObject({ status: 200, text: expect.stringContaining('"data"') })

    const created = await ask(server, '/api/todos', { method: 'POST', headers: json, body: '{"title":"a"}' })
    expect(created).toMatchObject({ status: 201 })
    const { etag = '', location, ...headers } = created === 'nothing' ? {} : created.headers
    expect(location).toBe('/api/todos/1')
    for (const name of ['x-request-id', 'ratelimit', 'ratelimit-policy']) expect(headers).toHaveProperty(name)

    const condition = { ...json, 'If-Match': etag }
    const put = { method: 'PUT', headers: condition, body: '{"title":"b"}' }
    expect(statusOf(await ask(server, '/api/todos/1', put))).toBe(200)
    expect(statusOf(await ask(server, '/api/todos/1', put))).toBe(412)
    const patch = {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: '{"done":true}',
    }
    expect(statusOf(await ask(server, '/api/todos/1', patch))).toBe(200)
    expect(statusOf(await ask(server, '/api/todos/1', { method: 'DELETE' }))).toBe(204)
    await server.line(/"method":"OPTIONS"/)
    await server.stop()
  })

  test('may read errors, and when to come back', async () => {
    const server = await project.start({ CORS_ORIGIN: origin, BODY_LIMIT: '1000', RATE_LIMIT_MAX: '4' })
    const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
      ask(server, '/api/todos', { method: 'POST', headers, body })
    expect(await ask(server, '/nope')).toMatchObject({ status: 404, text: expect.stringContaining('"Not Found"') })
    expect(statusOf(await post('{'))).toBe(400)
    expect(statusOf(await post(JSON.stringify({ title: 'x'.repeat(100_000) })))).toBe(413)
    expect(statusOf(await post('a', { 'Content-Type': 'text/csv' }))).toBe(415)
    const refused = await ask(server, '/api/todos')
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } })
    await server.stop()
  })

  test('may read a copy that it has, and that it is still good', async () => {
    const server = await project.start({ CORS_ORIGIN: origin })
    expect(statusOf(await ask(server, '/api/todos'))).toBe(200)
    // The browser asks with the tag of its copy, gets a 304 and shows the copy.
    expect(statusOf(await ask(server, '/api/todos'))).toBe(200)
    await server.line(/"url":"\/api\/todos","status":304/)
    await server.stop()
  })

  test.each([
    ['another origin', () => 'https://a.example'],
    ['an origin that begins alike', () => origin.slice(0, -1)],
  ])('can read nothing where %s is listed, and change nothing', async (_what, listed) => {
    const server = await project.start({ CORS_ORIGIN: listed() })
    for (const target of ['/api/todos', '/nope', '/health', '/docs', '/style.css']) {
      expect(await ask(server, target), target).toBe('nothing')
    }
    expect(await ask(server, '/api/todos', { method: 'POST', headers: json, body: '{"title":"a"}' })).toBe('nothing')
    expect(await ask(server, '/api/todos/1', { method: 'DELETE' })).toBe('nothing')

    // A form goes without a preflight: the server itself refuses it.
    const form = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'title=a' }
    expect(await ask(server, '/api/todos', form)).toBe('nothing')
    await server.line(/"method":"POST","url":"\/api\/todos","status":403/)
    // What the browser held back has not come at all.
    expect([logged(server, 'POST'), logged(server, 'DELETE')]).toEqual([1, 0])
    const { total } = (await (await fetch(`${server.url}/api/todos`)).json()) as { total: number }
    expect(total).toBe(0)
    await server.stop()
  })

  test('may send credentials only where it is listed and they are allowed', async () => {
    const asked = { credentials: 'include' } as const
    const post = { method: 'POST', headers: json, body: '{"title":"a"}', ...asked }
    const allowing = await project.start({ CORS_ORIGIN: origin, CORS_CREDENTIALS: 'true' })
    expect(statusOf(await ask(allowing, '/api/todos', asked))).toBe(200)
    expect(statusOf(await ask(allowing, '/api/todos', post))).toBe(201)
    expect(statusOf(await ask(allowing, '/nope', asked))).toBe(404)
    await allowing.stop()
    for (const env of [{}, { CORS_ORIGIN: origin }, { CORS_ORIGIN: 'https://a.example', CORS_CREDENTIALS: 'true' }]) {
      const server = await project.start(env)
      expect(await ask(server, '/api/todos', asked)).toBe('nothing')
      expect(await ask(server, '/api/todos', post)).toBe('nothing')
      await server.stop('SIGTERM')
      await server.line(/"msg":"stopped"/)
      expect(logged(server, 'POST')).toBe(0)
    }
  })
})
