import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import type { Answer } from './answers.ts'
import { ask, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(answersFor(realPack, ['resource'], 20))
  server = await project.start()
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const json = 'Content-Type: application/json'
const send = (line: string, body: string, ...headers: string[]) =>
  ask(server.port, request(line, [json, ...headers], body))
const get = (target: string, ...headers: string[]) => ask(server.port, request(`GET ${target}`, headers))
const parse = (answer: Answer) => JSON.parse(answer.body.toString()) as Record<string, unknown>

/** Makes a todo and resolves to its path. */
async function make(title = 'milk'): Promise<string> {
  return (await send('POST /api/todos', JSON.stringify({ title }))).headers.get('location') as string
}

const put = (headers: readonly string[], body = '{"title":"x"}') =>
  request('PUT /api/todos/1', [json, ...headers], body)

const rows: Row[] = [
  ...['-1', '0', 'abc', '1e9', '1.5', '%2010', '0x10', '9'.repeat(400), '101', ''].map(
    (limit): Row => ({
      id: 'D2',
      what: `limit=${limit.slice(0, 20)}`,
      send: request(`GET /api/todos?limit=${limit}`),
      status: 400,
      body: /"limit"/,
    }),
  ),
  ...['nope', '', '-', 'title,done'].map(
    (sort): Row => ({
      id: 'D29',
      what: `sort=${sort}`,
      send: request(`GET /api/todos?sort=${sort}`),
      status: 400,
      body: /"sort"/,
    }),
  ),
  {
    id: 'D7',
    what: 'every fault at once',
    send: request('POST /api/todos', [json], '{"done":"true","x":1}'),
    status: 400,
    body: /"title".*|"done".*|"x".*/,
  },
  {
    id: 'D8',
    what: 'no coercion',
    send: request('POST /api/todos', [json], '{"title":"a","done":"true"}'),
    status: 400,
    body: /"done"/,
  },
  {
    id: 'D9',
    what: 'an unknown field in POST',
    send: request('POST /api/todos', [json], '{"title":"a","isAdmin":true}'),
    status: 400,
    body: /isAdmin/,
  },
  {
    id: 'D9',
    what: 'an unknown field in PUT',
    send: put([], '{"title":"a","isAdmin":true}'),
    status: 400,
    body: /isAdmin/,
  },
  {
    id: 'D9',
    what: 'an unknown field in PATCH',
    send: request('PATCH /api/todos/1', [json], '{"isAdmin":true}'),
    status: 400,
    body: /isAdmin/,
  },
  { id: 'D10', what: 'an unknown id', send: request('GET /api/todos/999999'), status: 404 },
  ...['abc', '0', '-1', '1.0', '01', '1e0', '%31x', '18446744073709551617'].map(
    (id): Row => ({ id: 'D10', what: `id ${id}`, send: request(`GET /api/todos/${id}`), status: 404 }),
  ),
  {
    id: 'D13',
    what: 'PUT of an unknown id',
    send: request('PUT /api/todos/999999', [json], '{"title":"x"}'),
    status: 404,
  },
  { id: 'D14', what: 'PUT without a required field', send: put([], '{"done":true}'), status: 400, body: /"title"/ },
  {
    id: 'D15',
    what: 'PUT',
    send: put([]),
    status: 200,
    headers: { etag: /^"[\w-]+"$/, 'last-modified': null, 'cache-control': /no-store/ },
  },
  { id: 'D16', what: 'PUT of a part', send: put(['Content-Range: bytes 0-1/2']), status: 400 },
  {
    id: 'D18',
    what: 'PATCH of another type',
    send: request('PATCH /api/todos/1', ['Content-Type: application/json-patch+json'], '[]'),
    status: 415,
    headers: { 'accept-patch': /merge-patch/ },
  },
  { id: 'D19', what: 'PATCH with an array', send: request('PATCH /api/todos/1', [json], '[]'), status: 400 },
  { id: 'D21', what: 'DELETE of an unknown id', send: request('DELETE /api/todos/999999'), status: 404 },
  {
    id: 'D25',
    what: 'an Accept that is nonsense',
    send: request('GET /api/todos', ['Accept: ;;q=,*/*;q=0']),
    status: 200,
  },
  {
    id: 'D25',
    what: 'an Accept of something else',
    send: request('GET /api/todos', ['Accept: application/xml']),
    status: 200,
  },
  { id: 'E14', what: 'PUT only if new', send: put(['If-None-Match: *']), status: 412 },
  { id: 'E12 E11', what: 'PUT of another version', send: put(['If-Match: "stale"']), status: 412 },
  { id: 'E13', what: 'PUT of any version', send: put(['If-Match: *']), status: 200 },
  {
    id: 'E13',
    what: 'PUT of any version of nothing',
    send: request('PUT /api/todos/999999', [json, 'If-Match: *'], '{"title":"x"}'),
    status: [404, 412],
  },
  ...['If-None-Match: *', 'If-Match: "stale"'].map(
    (condition): Row => ({
      id: 'E14',
      what: `POST on a condition that the list does not meet, ${condition}`,
      send: request('POST /api/todos', [json, condition], '{"title":"x"}'),
      status: 412,
    }),
  ),
  ...['{', '{"bad":1}'].flatMap((body) =>
    ['PUT', 'PATCH'].map(
      (method): Row => ({
        id: 'D10',
        what: `${method} of an unknown id with ${body}`,
        send: request(`${method} /api/todos/999999`, [json], body),
        status: 404,
      }),
    ),
  ),
  { id: 'E16', what: 'a condition on nothing', send: request('GET /nope', ['If-None-Match: *']), status: 404 },
  {
    id: 'E16',
    what: 'a condition on a method that is not served',
    send: request('DELETE /api/todos', ['If-Match: "x"']),
    status: 405,
  },
  {
    id: 'E16',
    what: 'a condition with a type that is not read',
    send: request('PUT /api/todos/1', ['Content-Type: text/plain', 'If-Match: "x"'], 'x'),
    status: 415,
  },
  {
    id: 'F14',
    what: 'a range of JSON',
    send: request('GET /api/todos', ['Range: bytes=0-1']),
    status: 200,
    headers: { 'content-range': null, 'accept-ranges': null },
  },
]

describe('a resource', () => {
  beforeAll(() => make())

  test.each(rows)('$id: $what', (row) => play(row, server.port, '/api/todos'))

  test('D1 D28: a list has a type, a length, a tag and must be asked for again', async () => {
    const list = await get('/api/todos')
    expect(list.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(Number(list.headers.get('content-length'))).toBe(list.body.length)
    expect(list.headers.get('etag')).toMatch(/^"[^"\s\\]+"$/)
    expect(list.headers.get('cache-control')).toBe('no-cache')
  })

  test('D3: a page links its neighbours by path', async () => {
    await make()
    await make()
    const link = (await get('/api/todos?limit=1&page=2&sort=-id')).headers.get('link')
    expect(link).toContain('</api/todos?limit=1&page=3&sort=-id>; rel="next"')
    expect(link).toContain('</api/todos?limit=1&page=1&sort=-id>; rel="prev"')
    expect(link).not.toContain('http')
  })

  test('D4 D5: a new item has a place, whatever host the client names', async () => {
    const created = await ask(
      server.port,
      'POST /api/todos HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"title":"a"}',
    )
    expect(created.status).toBe(201)
    expect([...created.lines, created.body.toString()].join()).not.toContain('evil')
    const path = created.headers.get('location') as string
    expect(path).toMatch(/^\/api\/todos\/\d+$/)
    const read = await get(path)
    expect(read.body.equals(created.body)).toBe(true)
    expect(read.headers.get('etag')).toBe(created.headers.get('etag'))
  })

  test('D6: the id is the server’s', async () => {
    const path = await make()
    const id = Number(path.split('/').at(-1))
    for (const line of [`PUT ${path}`, `PATCH ${path}`]) {
      expect(parse(await send(line, '{"title":"a","id":12345}'))).toEqual({ id, title: 'a' })
    }
    expect(parse(await send('POST /api/todos', '{"title":"a","id":12345}')).id).not.toBe(12345)
  })

  test('D7: a refused item is not stored', async () => {
    const before = parse(await get('/api/todos')).total
    const refused = parse(await send('POST /api/todos', '{"done":"true","x":1}'))
    expect((refused.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual(['done', 'title', 'x'])
    expect(parse(await get('/api/todos')).total).toBe(before)
  })

  test('D17 D19: PATCH merges, and changes all or nothing', async () => {
    const path = await make('bread')
    expect(parse(await send(`PATCH ${path}`, '{"done":true}'))).toMatchObject({ title: 'bread', done: true })
    expect((await send(`PATCH ${path}`, '{"done":false,"title":null}')).status).toBe(400)
    expect(parse(await send(`PATCH ${path}`, '{}'))).toMatchObject({ title: 'bread', done: true })
    expect(parse(await send(`PATCH ${path}`, '{"done":null}'))).not.toHaveProperty('done')
  })

  test('D12: PUT twice is PUT once', async () => {
    const path = await make()
    const [first, second] = [await send(`PUT ${path}`, '{"title":"b"}'), await send(`PUT ${path}`, '{"title":"b"}')]
    expect(second.body.equals(first.body)).toBe(true)
  })

  test('D20 D21: what is deleted is gone', async () => {
    const path = await make()
    const deleted = await ask(server.port, request(`DELETE ${path}`, [json]))
    expect(deleted.status).toBe(204)
    for (const name of ['content-length', 'content-type', 'transfer-encoding']) {
      expect(deleted.headers.has(name), name).toBe(false)
    }
    expect((await get(path)).status).toBe(404)
    expect((await ask(server.port, request(`DELETE ${path}`))).status).toBe(404)
  })

  test('D24: fifty at once are fifty', async () => {
    const paths = await Promise.all(Array.from({ length: 50 }, () => make()))
    expect(new Set(paths).size).toBe(50)
  })

  test('D27: markup comes back as JSON', async () => {
    const answer = await get(await make('</script><script>alert(1)</script>\u2028'))
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  test('E2 E4 E5 E18: a client that has the current version gets 304', async () => {
    const path = await make()
    for (const target of [path, '/api/todos']) {
      const etag = (await get(target)).headers.get('etag') as string
      for (const condition of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const answer = await get(target, `If-None-Match: ${condition}`)
        expect(answer.status, condition).toBe(304)
        expect(answer.headers.get('etag')).toBe(etag)
        expect(answer.headers.get('cache-control')).toBe('no-cache')
        for (const name of ['content-type', 'content-length']) expect(answer.headers.has(name), name).toBe(false)
      }
      expect((await ask(server.port, request(`HEAD ${target}`, [`If-None-Match: ${etag}`]))).status).toBe(304)
    }
  })

  test('E7: a tag outweighs a date', async () => {
    const date = 'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT'
    expect((await get('/api/todos', 'If-None-Match: "x"', date)).status).toBe(200)
  })

  test('E11: an item is changed only by who knows its version', async () => {
    const path = await make()
    const etag = (await get(path)).headers.get('etag')
    expect((await send(`PUT ${path}`, '{"title":"b"}', `If-Match: ${etag}`)).status).toBe(200)
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await send(`${method} ${path}`, '{"title":"c"}', `If-Match: ${etag}`)).status, method).toBe(412)
    }
    expect(parse(await get(path)).title).toBe('b')
  })

  test('E12: a weak tag is not strong enough to change by', async () => {
    const path = await make()
    const etag = (await get(path)).headers.get('etag')
    expect((await send(`PUT ${path}`, '{"title":"b"}', `If-Match: W/${etag}`)).status).toBe(412)
  })

  test('E17: two versions of one length in one second have two tags', async () => {
    const path = await make('aaa')
    const before = (await get(path)).headers.get('etag')
    await send(`PUT ${path}`, '{"title":"bbb"}')
    expect((await get(path)).headers.get('etag')).not.toBe(before)
  })
})

describe('a resource with rules', () => {
  let ruled: Project
  let cups: RunningServer

  beforeAll(async () => {
    const specification = 'cups name:string(1..3) size:integer(0..9):default=3 price:number(0.5..):optional timestamps'
    ruled = makeProject({ ...answersFor(realPack, ['resource'], 20), resources: [parseSpecification(specification)] })
    cups = await ruled.start()
    await ask(cups.port, request('POST /api/cups', [json], '{"name":"cup"}'))
  })

  afterAll(async () => {
    await cups.stop()
    ruled.remove()
  })

  const form = 'Content-Type: application/x-www-form-urlencoded'
  const post = (body: string, type = json) => request('POST /api/cups', [type], body)
  const change = (method: string, body: string) => request(`${method} /api/cups/1`, [json], body)

  const ruleRows: Row[] = [
    { id: 'D30', what: 'three code points', send: post('{"name":"💥💥💥"}'), status: 201 },
    { id: 'D30', what: 'four of them', send: post('{"name":"💥💥💥💥"}'), status: 400, body: /3 characters/ },
    { id: 'D30', what: 'none', send: post('{"name":""}'), status: 400, body: /at least 1 character long/ },
    // `curl -d` sends it as a form, and `fetch` as text.
    {
      id: 'C30',
      what: 'JSON as a form',
      send: post('{"name":"a"}', form),
      status: 415,
      body: /Content-Type: application\/json/,
    },
    {
      id: 'C30',
      what: 'JSON as text',
      send: post('{"name":"a"}', 'Content-Type: text/plain'),
      status: 415,
      body: /application\/json/,
    },
    {
      id: 'C2 C30',
      what: 'JSON of no type',
      send: request('POST /api/cups', [], '{"name":"a"}'),
      status: 415,
      body: /application\/json/,
    },
    { id: 'D33', what: 'none in a form', send: post('name=', form), status: 400, body: /"name".*required/ },
    { id: 'D31', what: 'the greatest', send: post('{"name":"a","size":9}'), status: 201, body: /"size":9/ },
    { id: 'D31', what: 'a greater one', send: post('{"name":"a","size":10}'), status: 400, body: /at most 9/ },
    { id: 'D31', what: 'a lesser one in a form', send: post('name=a&size=-1', form), status: 400, body: /"size"/ },
    { id: 'D31', what: 'the least number', send: post('{"name":"a","price":0.5}'), status: 201 },
    { id: 'D31', what: 'a lesser number', send: post('{"name":"a","price":0.4}'), status: 400, body: /0\.5/ },
    { id: 'D32', what: 'a default', send: post('{"name":"a"}'), status: 201, body: /"size":3/ },
    { id: 'D32 D33', what: 'a default in a form', send: post('name=a&size=', form), status: 201, body: /"size":3/ },
    { id: 'D32', what: 'null for it', send: post('{"name":"a","size":null}'), status: 400, body: /"size"/ },
    { id: 'D32', what: 'null for it in PATCH', send: change('PATCH', '{"size":null}'), status: 400 },
    { id: 'D31', what: 'PATCH beyond a bound', send: change('PATCH', '{"size":10}'), status: 400 },
    { id: 'D30', what: 'PUT beyond a bound', send: change('PUT', '{"name":"long"}'), status: 400 },
    {
      id: 'D6',
      what: 'times of a client',
      send: change('PATCH', '{"createdAt":5,"updatedAt":null}'),
      status: 200,
    },
    {
      id: 'D34',
      what: 'a filter beyond a bound',
      send: request('GET /api/cups?minSize=10&size=-1'),
      status: 200,
      body: /"total":0/,
    },
    {
      id: 'D34',
      what: 'a sort by a time',
      send: request('GET /api/cups?sort=-updatedAt&minCreatedAt=2026-01-01T00:00:00Z'),
      status: 200,
    },
  ]

  test.each(ruleRows)('$id: $what', (row) => play(row, cups.port, '/api/cups'))

  test('a change moves updatedAt, and what changes nothing does not', async () => {
    const times = async (line: string, body: string) => {
      const { createdAt, updatedAt } = parse(await ask(cups.port, request(line, [json], body)))
      return [createdAt, updatedAt] as [string, string]
    }
    const [created, first] = await times('PUT /api/cups/1', '{"name":"mug"}')
    expect(await times('PUT /api/cups/1', '{"name":"mug","size":3,"createdAt":"x"}')).toEqual([created, first])
    const [same, second] = await times('PATCH /api/cups/1', '{"size":4}')
    expect([same, second > first]).toEqual([created, true])
  })
})
