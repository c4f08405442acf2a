import { expect } from 'vitest'
import { sampleOf } from '../../../src/render/samples.ts'
import { type Rendered, textOf } from '../../support/project.ts'

type Probe = (url: string, project: Rendered) => Promise<void>

/** What a running server with that feature must answer, seen from outside. */
const probes: Readonly<Record<string, Probe>> = {
  resource: probeResources,
  static: probeFiles,
  health: probeHealth,
  docs: probeDocs,
  cors: probeCors,
  'security-headers': probeSecurityHeaders,
  'rate-limit': probeRateLimit,
  logging: probeRequestId,
}

/** Talks to a running server: what every project answers, and what each of its features does. */
export async function probe(url: string, project: Rendered): Promise<void> {
  await probeAny(url)
  for (const feature of project.answers.features) await probes[feature]?.(url, project)
}

async function probeAny(url: string): Promise<void> {
  const root = await fetch(url)
  expect(root.status).toBeLessThan(500)
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([root.status, root.headers.get('content-length')])
  expect(await head.text()).toBe('')

  const missing = await fetch(`${url}/no/such/page`)
  expect([missing.status, missing.headers.get('content-type')]).toEqual([
    404,
    expect.stringMatching(/^application\/problem\+json/),
  ])
  expect(await missing.json()).toMatchObject({ status: 404, title: 'Not Found' })

  const odd = await fetch(`${url}/%zz`)
  expect(odd.status).toBe(400)
}

async function probeResources(url: string, { answers }: Rendered): Promise<void> {
  for (const { name, singular, fields } of answers.resources) {
    const item = Object.fromEntries(fields.map((field) => [field.name, sampleOf(field, { singular })]))
    const created = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(item),
    })
    expect(created.status).toBe(201)
    const stored: unknown = await created.json()
    expect(stored).toMatchObject(item)

    const found = await fetch(new URL(created.headers.get('location') ?? '', url))
    expect([found.status, await found.json()]).toEqual([200, stored])
    const list = await fetch(`${url}/api/${name}`)
    expect([list.status, await list.json()]).toEqual([200, expect.objectContaining({ data: [stored], total: 1 })])
  }
}

async function probeFiles(url: string, project: Rendered): Promise<void> {
  const folder = `${project.answers.options.static?.dir}/`
  const files = [...project.files.keys()].filter((path) => path.startsWith(folder))
  expect(files.length).toBeGreaterThan(0)
  for (const path of files) {
    const answer = await fetch(`${url}/${path.slice(folder.length)}`)
    expect([answer.status, await answer.text()]).toEqual([200, textOf(project, path)])
  }
}

async function probeHealth(url: string): Promise<void> {
  const answer = await fetch(`${url}/health`)
  expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ status: 'ok' })])
  expect((await fetch(`${url}/ready`)).status).toBe(200)
}

async function probeDocs(url: string): Promise<void> {
  const page = await fetch(`${url}/docs`)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, object>
  }
  expect(document.openapi).toMatch(/^3\.1\./)
  const pages = Object.entries(document.paths).filter(
    ([path, operations]) => 'get' in operations && !path.includes('{'),
  )
  for (const [path] of pages) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 200])
  }
}

async function probeCors(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { Origin: 'https://app.example.com' } })
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
}

async function probeSecurityHeaders(url: string): Promise<void> {
  for (const path of ['/', '/no/such/page']) {
    expect((await fetch(url + path)).headers.get('x-content-type-options')).toBe('nosniff')
  }
}

async function probeRateLimit(url: string): Promise<void> {
  // Files that are found do not count.
  expect((await fetch(`${url}/no/such/page`)).headers.get('ratelimit')).toMatch(/r=\d+/)
}

async function probeRequestId(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { 'X-Request-Id': 'from-the-proxy-1' } })
  expect(answer.headers.get('x-request-id')).toBe('from-the-proxy-1')
}
