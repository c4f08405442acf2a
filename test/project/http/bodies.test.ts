import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import { makeProject, type Project, type RunningServer } from './server.ts'

let project: Project
let server: RunningServer

beforeAll(async () => {
  project = makeProject(answersFor(realPack, ['resource', 'cors'], 20))
  server = await project.start({ CORS_ORIGIN: 'https://a.example' })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const limit = 1_048_576
const json = 'Content-Type: application/json'
const form = 'Content-Type: application/x-www-form-urlencoded'
const post = (body: string | Buffer, ...headers: string[]) => request('POST /api/todos', headers, body)
const title = (length: number) => JSON.stringify({ title: 'x'.repeat(length - '{"title":""}'.length) })
const announce = (line: string, length: number, ...headers: string[]) =>
  request(line, [json, ...headers, `Content-Length: ${length}`])

const nested = (levels: number, inner = '1') =>
  `{"title":"a","note":${'['.repeat(levels - 1)}${inner}${']'.repeat(levels - 1)}}`
const fields = (count: number) => Array.from({ length: count }, (_, index) => `f${index}=1`).join('&')
const tooDeep = /nested deeper than 100 levels/
const tooMany = /more than 1000 fields/
const members = (count: number) =>
  `{"title":"a, b",${Array.from({ length: count - 1 }, (_, index) => `"k${index}":1`).join()}}`
const tooManyValues = /more than 50000 values/

const rows: Row[] = [
  {
    id: 'C1',
    what: 'JSON in capitals with a quoted charset',
    send: post('{"title":"a"}', 'Content-Type: Application/JSON; charset="UTF-8"'),
    status: 201,
    connection: 'open',
  },
  {
    id: 'C1',
    what: 'another +json type',
    send: post('{"title":"a"}', 'Content-Type: application/vnd.x+json'),
    status: 201,
  },
  {
    id: 'C2',
    what: 'no type',
    send: post('{"title":"a"}'),
    status: 415,
    headers: { accept: /application\/json/ },
    connection: 'open',
  },
  ...[
    'text/plain',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/jsonx',
    'application/xml',
    '*/*',
    'application/json, text/plain',
  ].map(
    (type): Row => ({
      id: 'C3 C5',
      what: type,
      send: post('{"title":"a"}', `Content-Type: ${type}`),
      status: 415,
      headers: { accept: /application\/json/ },
    }),
  ),
  { id: 'C3', what: 'a form', send: post('title=a', form), status: 201 },
  {
    id: 'C3',
    what: 'a form from another site',
    send: post('title=a', form, 'Sec-Fetch-Site: cross-site'),
    status: 403,
  },
  {
    id: 'C3',
    what: 'a form from a foreign origin',
    send: post('title=a', form, 'Origin: https://evil.example'),
    status: 403,
  },
  { id: 'C3', what: 'a form from a sandboxed page', send: post('title=a', form, 'Origin: null'), status: 403 },
  {
    id: 'C3',
    what: 'a form from a listed origin',
    send: post('title=a', form, 'Origin: https://a.example'),
    status: 201,
  },
  { id: 'C3', what: 'a form from our own page', send: post('title=a', form, 'Origin: http://localhost'), status: 201 },
  ...['latin1', 'utf-16', 'x-bogus', ''].map(
    (charset): Row => ({
      id: 'C6',
      what: `charset=${charset}`,
      send: post('{"title":"a"}', `${json}; charset=${charset}`),
      status: 415,
    }),
  ),
  { id: 'C7', what: 'an empty JSON body', send: request('POST /api/todos', [json, 'Content-Length: 0']), status: 400 },
  {
    id: 'C7',
    what: 'an empty chunked body',
    send: request('POST /api/todos', [json, 'Transfer-Encoding: chunked'], '').replace(
      /\r\n\r\n$/,
      '\r\n\r\n0\r\n\r\n',
    ),
    status: 400,
  },
  { id: 'C8', what: 'neither body nor type', send: request('POST /api/todos'), status: [400, 415] },
  ...['{"a":1,}', "{'a':1}", '{"a":', '{"a":NaN}', '{:', '"str"', '12', 'true', '[]', 'null', '\u0000{}', '{}{}'].map(
    (body): Row => ({
      id: 'C10 C11 C12',
      what: body,
      send: post(body, json),
      status: 400,
      connection: 'open',
      check: (answer) => expect(answer.body.toString()).not.toMatch(/position|unexpected|token/i),
    }),
  ),
  { id: 'C15', what: '100 levels', send: post(nested(100), json), status: 400, body: /"field":"note"/ },
  { id: 'C15', what: '101 levels', send: post(nested(101), json), status: 400, body: tooDeep },
  { id: 'C15', what: '50,000 members', send: post(members(50_000), json), status: 400, body: /"field":"k0"/ },
  { id: 'C15', what: '50,001 members', send: post(members(50_001), json), status: 400, body: tooManyValues },
  { id: 'C15', what: '50,001 items', send: post(`[${'1,'.repeat(50_000)}1]`, json), status: 400, body: tooManyValues },
  {
    id: 'C15',
    what: 'brackets in a string',
    send: post(JSON.stringify({ title: `\\"${'[{'.repeat(200)}\\` }), json),
    status: 201,
  },
  {
    id: 'C15',
    what: 'many levels beside each other',
    send: post(nested(3, '[],{},'.repeat(200).concat('1')), json),
    status: 400,
    body: /"field":"note"/,
  },
  { id: 'C15', what: 'half a million levels', send: post('['.repeat(limit / 2), json), status: 400, body: tooDeep },
  { id: 'C15', what: '1000 fields', send: post(`&${fields(1000)}&&`, form), status: 400, body: /"field":"f0"/ },
  { id: 'C15', what: '1001 fields', send: post(fields(1001), form), status: 400, body: tooMany },
  { id: 'C15', what: 'a field 1001 times', send: post('title=a&'.repeat(1001), form), status: 400, body: tooMany },
  { id: 'C15', what: 'a million empty fields', send: post('&'.repeat(limit - 7).concat('title=a'), form), status: 201 },
  {
    id: 'C16',
    what: '__proto__',
    send: post('{"title":"a","__proto__":{"polluted":1}}', json),
    status: 400,
    body: /__proto__/,
  },
  {
    id: 'C16',
    what: 'constructor',
    send: post('{"title":"a","constructor":{"prototype":{"polluted":1}}}', json),
    status: 400,
  },
  { id: 'C18', what: 'a key twice', send: post('{"title":"a","title":"b"}', json), status: [201, 400] },
  {
    id: 'C19',
    what: 'too much announced',
    send: announce('POST /api/todos', limit + 1),
    status: 413,
    connection: 'close',
  },
  { id: 'C21', what: 'just the limit', send: post('{"title":"a"}'.padEnd(limit), json), status: 201 },
  { id: 'C21', what: 'one byte more', send: post(title(limit + 1), json), status: 413 },
  {
    id: 'C21',
    what: 'bytes, not characters',
    send: Buffer.from(post(JSON.stringify({ title: 'あ'.repeat(limit / 2) }), json)),
    status: 413,
  },
  ...['POST /nope', 'PUT /api/todos', 'DELETE /api/todos/99'].map(
    (line): Row => ({
      id: 'C25',
      what: `${line} with 100 MB to come`,
      send: announce(line, 100_000_000),
      status: [404, 405],
      connection: 'close',
    }),
  ),
  {
    id: 'C25',
    what: 'a wrong type with 100 MB to come',
    send: request('POST /api/todos', ['Content-Type: text/plain', 'Content-Length: 100000000']),
    status: 415,
    connection: 'close',
  },
  {
    id: 'C26',
    what: 'gzip',
    send: post('x', json, 'Content-Encoding: gzip'),
    status: 415,
    headers: { 'accept-encoding': /identity/ },
  },
  { id: 'C27', what: 'an unknown coding', send: post('{"title":"a"}', json, 'Content-Encoding: nulls'), status: 415 },
  { id: 'C27', what: 'identity', send: post('{"title":"a"}', json, 'Content-Encoding: IDENTITY'), status: 201 },
  ...['GET', 'HEAD', 'DELETE'].map(
    (method): Row => ({
      id: 'C29',
      what: `${method} with a body`,
      send: request(`${method} /api/todos/99`, [], '{"a":'),
      status: 404,
      connection: 'open',
    }),
  ),
]

describe('a body', () => {
  // A connection whose body is refused is held for five seconds: several wait at a time.
  test.concurrent.each(rows)('$id: $what', (row) => play(row, server.port, '/api/todos'))

  test('C14: bytes that are not UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    const head = request('POST /api/todos', [json, `Content-Length: ${body.length}`])
    expect((await ask(server.port, Buffer.concat([Buffer.from(head), body]))).status).toBe(400)
  })

  test.concurrent('C20: chunks that cross the limit', async () => {
    const connection = open(server.port, request('POST /api/todos', [json, 'Transfer-Encoding: chunked']))
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 'x'), Buffer.from('\r\n')])
    for (let sent = 0; sent <= limit; sent += 0x10000) connection.socket.write(chunk)
    expect((await connection.next('POST')).status).toBe(413)
    await connection.closed()
  })

  test.each([limit + 1000, 8 * limit, 60 * limit])(
    'C23: a client that writes %d bytes before it reads gets its answer',
    async (size) => {
      const connection = open(server.port, announce('POST /api/todos', size))
      connection.socket.pause()
      const written = new Promise<void>((resolve, reject) => {
        connection.socket.once('error', reject)
        connection.socket.write(Buffer.alloc(size, 'x'), () => resolve())
      })
      await written
      connection.socket.resume()
      expect((await connection.next('POST')).status).toBe(413)
      await connection.closed()
    },
  )

  test('C24: what is pipelined behind a body that was refused is not answered', async () => {
    const smuggled = post('{"title":"smuggled"}', json)
    const connection = open(server.port, announce('POST /api/todos', limit + 10) + 'x'.repeat(limit + 10) + smuggled)
    expect((await connection.next('POST')).status).toBe(413)
    expect((await connection.closed()).length).toBe(0)
    const list = await ask(server.port, request('GET /api/todos?title=smuggled'))
    expect(JSON.parse(list.body.toString())).toMatchObject({ total: 0 })
  })

  test('C25: a client that never stops writing is cut off', async () => {
    const connection = open(server.port, announce('POST /nope', 1_000_000_000))
    expect((await connection.next('POST')).status).toBe(404)
    const chunk = Buffer.alloc(65_536, 'x')
    let written = 0
    const write = () => {
      while (written < 500_000_000 && connection.socket.write(chunk)) written += chunk.length
    }
    connection.socket.on('drain', write)
    write()
    await connection.closed()
    expect(written).toBeGreaterThan(32 * limit)
    expect(written).toBeLessThan(96 * limit)
    connection.socket.destroy()
  })

  test('C28: a client that goes away leaves nothing behind', async () => {
    const connection = open(server.port, `${announce('POST /api/todos', 100)}{"t`)
    await once(connection.socket, 'connect')
    connection.socket.destroy()
    expect((await ask(server.port, request('GET /api/todos?title=gone'))).status).toBe(200)
    expect(server.process.exitCode).toBeNull()
  })
})
