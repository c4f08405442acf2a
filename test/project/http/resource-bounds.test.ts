import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import type { Answer } from './answers.ts'
import { ask, open, request } from './connection.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

const many = 200_000

/** Stores with items from the start: to send so many takes too long. */
const seeded = (text: string) =>
  `${text.replace('  return {', '  const stores = {').replace(/\}\s*$/, '')}
  for (let n = 1; n <= ${many}; n += 1) {
    const at = new Date(1.7e12 + ((n * 7919) % ${many}) * 1000).toISOString()
    void stores.tasks.create({ title: 'item ' + n, at, email: 'u' + n + '@example.com' })
  }
  return stores
}
`

const json = 'Content-Type: application/json'
const form = 'Content-Type: application/x-www-form-urlencoded'
const parse = (answer: Answer) => JSON.parse(answer.body.toString()) as Record<string, unknown>
const headerBytes = (answer: Answer) => answer.lines.reduce((sum, line) => sum + line.length + 2, 0)
const linkOf = (answer: Answer, rel: string) =>
  new RegExp(`<([^>]*)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1]

describe('a resource with large items and bad input', () => {
  let project: Project
  let server: RunningServer

  beforeAll(async () => {
    const answers = answersFor(
      realPack,
      ['resource', 'cors', 'security-headers', 'rate-limit', 'logging', 'static'],
      20,
    )
    const resources = [{ name: 'notes', singular: 'note', fields: texts }]
    project = makeProject({ ...answers, resources })
    mkdirSync(join(project.directory, 'public/assets'))
    writeFileSync(join(project.directory, 'public/assets/index.html'), 'assets')
    server = await project.start({ RATE_LIMIT_MAX: '100000', LOG_LEVEL: 'error' })
  })

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  const texts = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    name,
    type: 'string' as const,
    optional: true,
    unique: false,
    values: [],
  }))
  const post = (body: string, type = json) => ask(server.port, request('POST /api/notes', [type], body))
  const get = (target: string, ...headers: string[]) => ask(server.port, request(`GET ${target}`, headers))

  test('a string has 10,000 characters at most, counted in code points', async () => {
    expect((await post(JSON.stringify({ a: 'x'.repeat(10_000) }))).status).toBe(201)
    expect((await post(JSON.stringify({ a: '💥'.repeat(10_000) }))).status).toBe(201)
    for (const letter of ['x', '💥']) {
      const refused = await post(JSON.stringify({ a: letter.repeat(10_001), b: 'x'.repeat(900_000) }))
      expect(refused.status).toBe(400)
      expect(parse(refused).errors).toEqual([
        { field: 'a', message: 'must be at most 10000 characters long' },
        { field: 'b', message: 'must be at most 10000 characters long' },
      ])
    }
  })

  test('a page is at most about 1 MiB, and leads to every other item once', async () => {
    const item = (n: number) => JSON.stringify({ a: `large ${n}`, b: '€'.repeat(9000 - n * 20) })
    for (let n = 0; n < 90; n += 1) expect((await post(item(n))).status).toBe(201)
    for (const start of ['?a=large&limit=100', '?a=large&limit=90&sort=-id', '?a=large&limit=45&page=2']) {
      const seen: unknown[] = []
      let next: string | undefined = `/api/notes${start}`
      for (let pages = 0; next !== undefined && pages < 100; pages += 1) {
        const answer = await get(next)
        const { data, page, limit, total } = parse(answer) as { data: object[]; [key: string]: unknown }
        expect(answer.body.length).toBeLessThan(1_050_000)
        expect(total).toBe(90)
        expect(data.length).toBeLessThanOrEqual(limit as number)
        // Its page and limit lead to the same page again.
        const same = new URLSearchParams(next.split('?')[1])
        same.set('page', String(page))
        same.set('limit', String(limit))
        expect(parse(await get(`/api/notes?${same}`)).data).toEqual(data)
        seen.push(...data.map((note) => (note as { id: number }).id))
        next = linkOf(answer, 'next')
      }
      expect(seen.length, start).toBe(start.includes('page=2') ? 45 : 90)
      expect(new Set(seen).size, start).toBe(seen.length)
    }
  })

  test('a page has one item at least', async () => {
    const large = Object.fromEntries(texts.map(({ name }) => [name, '\u0001'.repeat(9000)]))
    const fields = texts.map(({ name }) => `${name}=${'%01'.repeat(9000)}`).join('&')
    const location = (await post(fields, form)).headers.get('location')
    expect(parse(await get(location as string))).toMatchObject(large)
    expect(parse(await get('/api/notes?limit=1&sort=-id')).data).toMatchObject([large])
  })

  test.each([
    ['fields of JSON', json, `{${Array.from({ length: 50_000 }, (_, n) => `"field${n}":1`).join(',')}}`, 50_000],
    [
      'fields with escapes',
      json,
      `{${Array.from({ length: 900 }, (_, n) => `"${'\\u0001'.repeat(150)}${n}":1`).join(',')}}`,
      900,
    ],
    ['one field with a long name', json, JSON.stringify({ ['💥'.repeat(200_000)]: 1 }), 1],
    ['a field of a form that is sent again', form, `${'x'.repeat(400_000)}&`.repeat(2), undefined],
  ])('the response to %s is small', async (_, type, body, count) => {
    const refused = await post(body, type)
    expect(refused.status).toBe(400)
    expect(refused.body.length).toBeLessThan(64_000)
    const { detail, errors } = parse(refused) as { detail: string; errors: { field: string }[] }
    expect(errors.length).toBe(Math.min(100, count ?? errors.length))
    if (count !== undefined && count > 100) expect(detail).toContain(`100 of ${count}`)
    for (const { field } of errors) expect([...field].length).toBeLessThanOrEqual(100)
  })

  test('a query has 1,000 parameters at most', async () => {
    const refused = await get(`/api/notes?${'x&'.repeat(1000)}x`)
    expect(refused.status).toBe(400)
    expect(parse(refused).detail).toMatch(/more than 1000 parameters/)
    const listed = await get(`/api/notes?${Array.from({ length: 1000 }, (_, n) => `x${n}`).join('&')}`)
    expect(listed.status).toBe(400)
    expect(parse(listed).detail).toMatch(/100 of 1000 errors/)
    expect(listed.body.length).toBeLessThan(64_000)
  })

  test.each([100, 400, 1500, 4000, 10_000])('headers are below 4 kB for a filter of %i letters', async (letters) => {
    const origin = 'Origin: https://app.example'
    const listed = await get(`/api/notes?a=${'x'.repeat(letters)}&limit=1&page=2`, origin)
    expect(listed.status).toBe(200)
    expect(headerBytes(listed)).toBeLessThan(4000)
    const found = await get(`/api/notes?a=&b=${'%E2%82%AC'.repeat(Math.min(letters, 190))}&limit=1`, origin)
    expect(headerBytes(found)).toBeLessThan(4000)
    if (letters < 200) expect(linkOf(found, 'next')).toBeDefined()
    const preflight = ['Access-Control-Request-Method: POST', `Access-Control-Request-Headers: ${'x'.repeat(letters)}`]
    const allowed = await ask(server.port, request('OPTIONS /api/notes', [origin, ...preflight]))
    expect(headerBytes(allowed)).toBeLessThan(4000)
    const redirect = await get(`/assets?${'x'.repeat(letters)}`, origin)
    expect(redirect.status).toBe(letters < 2000 ? 308 : 414)
    expect(headerBytes(redirect)).toBeLessThan(4000)
  })
})

describe('a resource with 200,000 items', () => {
  let project: Project
  let server: RunningServer

  beforeAll(async () => {
    const answers = answersFor(realPack, ['resource'], 20)
    const field = { optional: false, unique: false, values: [] }
    const fields = [
      { ...field, name: 'title', type: 'string' as const },
      { ...field, name: 'at', type: 'datetime' as const },
      { ...field, name: 'email', type: 'email' as const, unique: true },
    ]
    const resources = [{ name: 'tasks', singular: 'task', fields }]
    project = makeProject({ ...answers, resources }, { 'src/stores.ts': seeded })
    server = await project.start()
  }, 60_000)

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  const get = (target: string) => ask(server.port, request(`GET ${target}`))

  test.each(['sort=-at', 'title=9', 'sort=title&limit=100&page=100', 'sort=-at&cursor='])(
    'serves others while it lists by %s',
    async (query) => {
      const finished: string[] = []
      // One after the other would do for a server that does all of a list at once: eight of them are a long time.
      const lists = Array.from({ length: 8 }, () =>
        get(`/api/tasks?${query}`).then(({ status }) => finished.push(`list ${status}`)),
      )
      const item = get('/api/tasks/7').then(({ status }) => finished.push(`item ${status}`))
      await Promise.all([...lists, item])
      expect(finished.indexOf('item 200')).toBeLessThan(8)
      expect(finished.filter((name) => name === 'list 200').length).toBe(8)
    },
  )

  test('reads no list for a client that has left', async () => {
    // One after the other they would take longer than the ten seconds for which a list waits.
    for (let left = 0; left < 300; left += 1) {
      const { socket } = open(server.port, request('GET /api/tasks?title=9&sort=title'))
      socket.once('connect', () => socket.end())
    }
    expect((await get('/api/tasks?title=x')).status).toBe(200)
  })

  test('lists by datetime as the instants are', async () => {
    const { data, total } = parse(await get('/api/tasks?sort=-at&limit=100')) as {
      data: { at: string }[]
      total: number
    }
    expect(total).toBe(many)
    const last = 1.7e12 + (many - 1) * 1000
    expect(data.map(({ at }) => Date.parse(at))).toEqual(data.map((_, index) => last - index * 1000))
  })

  test('links no page that it refuses, and refuses those that skip 10,000 items', async () => {
    const page = await get('/api/tasks?limit=100&page=100')
    expect((parse(page).data as { id: number }[])[0]?.id).toBe(9901)
    expect(page.headers.get('link')).not.toMatch(/next|last/)
    expect(page.headers.get('link')).toMatch(/prev/)
    const refused = await get('/api/tasks?limit=100&page=101')
    expect(refused.status).toBe(400)
    expect(parse(refused).errors).toMatchObject([{ field: 'page', message: expect.stringContaining('cursor') }])
  })

  test('knows a taken value, whatever its case', async () => {
    const body = (email: string) => JSON.stringify({ title: 'x', at: '2026-01-31T12:00:00Z', email })
    const create = (email: string) => ask(server.port, request('POST /api/tasks', [json], body(email)))
    expect((await create('U77@Example.com')).status).toBe(409)
    expect((await ask(server.port, request('DELETE /api/tasks/77'))).status).toBe(204)
    expect((await create('U77@Example.com')).status).toBe(201)
    expect(parse(await get('/api/tasks?email=u77@example.com')).total).toBe(1)
  })
})
