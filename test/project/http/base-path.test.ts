import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

const json = { 'Content-Type': 'application/json' }
const browser = { Accept: 'text/html' }

let project: Project
beforeAll(() => {
  project = makeProject(everything(realPack, 20), {
    'public/folder/index.html': () => '<!doctype html><title>in a folder</title>',
  })
})
afterAll(() => project.remove())

/** A proxy that serves the server below /shop, and keeps or removes that path. */
async function startProxy(port: number, removes: boolean): Promise<Server> {
  const proxy = createServer((req, res) => {
    const { url = '', method, headers } = req
    if (!url.startsWith('/shop/')) return void res.writeHead(404).end('not the shop')
    const path = removes ? url.slice('/shop'.length) : url
    const forwarded = httpRequest({ port, host: '127.0.0.1', path, method, headers }, (response) => {
      res.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(res)
    })
    req.pipe(forwarded)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return proxy
}

describe.each([
  { name: 'that removes it', removes: true },
  { name: 'that keeps it', removes: false },
])('below a path of a proxy $name', ({ removes }) => {
  let server: RunningServer
  let proxy: Server
  let shop = ''

  beforeAll(async () => {
    server = await project.start({ BASE_PATH: '/shop', RATE_LIMIT_MAX: '100000' })
    proxy = await startProxy(server.port, removes)
    shop = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/shop`
  })
  afterAll(async () => {
    proxy.closeAllConnections()
    proxy.close()
    await server.stop()
  })

  /** Where a reference in a response leads, and what is there. */
  async function follow(reference: string, from: string): Promise<number> {
    return (await fetch(new URL(reference, from), { redirect: 'manual' })).status
  }

  test('Location leads to the new item', async () => {
    const url = `${shop}/api/todos`
    const created = await fetch(url, { method: 'POST', headers: json, body: '{"title":"a"}' })
    expect(created.status).toBe(201)
    expect(await follow(created.headers.get('location') ?? '', url)).toBe(200)
  })

  test('Link leads to pages', async () => {
    const url = `${shop}/api/todos?limit=1`
    const [, last = ''] = /<([^>]*)>; rel="last"/.exec((await fetch(url)).headers.get('link') ?? '') ?? []
    expect(await follow(last, url)).toBe(200)
  })

  test('the redirect of a folder leads to its page', async () => {
    const res = await fetch(`${shop}/folder`)
    expect(await res.text()).toContain('in a folder')
  })

  test('the start page, the docs and the error page refer to what is there', async () => {
    for (const path of ['/', '/docs', '/missing']) {
      const url = shop + path
      const page = await (await fetch(url, { headers: browser })).text()
      const references = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, reference = '']) => reference)
      expect(references.length).toBeGreaterThan(0)
      for (const reference of references) expect([reference, await follow(reference, url)]).toEqual([reference, 200])
    }
  })

  test('OpenAPI names the server that has its paths', async () => {
    const url = `${shop}/openapi.json`
    const { servers, paths } = (await (await fetch(url)).json()) as { servers: { url: string }[]; paths: object }
    expect(Object.keys(paths)).toContain('/health')
    expect(await follow(`${servers[0]?.url}/health`, url)).toBe(200)
  })
})
