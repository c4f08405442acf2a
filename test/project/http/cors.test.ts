import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { realPack } from '../../support/real-pack.ts'
import { ask, request } from './connection.ts'
import { makeFaultyProject } from './faulty-project.ts'
import { play, type Row } from './rows.ts'
import type { Project, RunningServer } from './server.ts'

let project: Project
let server: RunningServer

/** Two origins are listed, and one address has more requests than a test can send. */
const listed = { CORS_ORIGIN: 'https://a.example, https://b.example:8443', RATE_LIMIT_MAX: '1000000' }

beforeAll(async () => {
  project = makeFaultyProject(choosable(realPack).map(({ id }) => id))
  server = await project.start({ ...listed, REQUEST_TIMEOUT_MS: '1000' })
  await ask(server.port, request('POST /api/todos', [json], '{"title":"taken"}'))
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const json = 'Content-Type: application/json'
const fromA = 'Origin: https://a.example'
const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const post = (body: string, ...headers: string[]) => request('POST /api/todos', [fromA, ...headers], body)
const preflight = (target: string, method: string, ...headers: string[]) =>
  request(`OPTIONS ${target}`, [`Access-Control-Request-Method: ${method}`, ...headers])

/** Not one word of the CORS protocol. */
const none = {
  'access-control-allow-origin': null,
  'access-control-allow-credentials': null,
  'access-control-allow-methods': null,
  'access-control-allow-headers': null,
  'access-control-expose-headers': null,
  'access-control-max-age': null,
}
const allowed = { 'access-control-allow-origin': /^https:\/\/a\.example$/, vary: /^Origin\b/ }

const foreign = [
  'https://evil.example',
  'https://a.example.evil.example',
  'https://evil-a.example',
  'https://sub.a.example',
  'https://axexample',
  'https://a.exampl',
  'http://a.example',
  'https://a.example:444',
  'https://a.example/',
  'HTTPS://A.EXAMPLE',
  'https://b.example',
  'https://a.example, https://b.example:8443',
  'null',
  '*',
  '',
]

const rows: Row[] = [
  { id: 'H1', what: 'a listed origin', send: get('/api/todos', fromA), status: 200, headers: allowed },
  {
    id: 'H1',
    what: 'a listed origin with a port',
    send: get('/api/todos', 'Origin: https://b.example:8443'),
    status: 200,
    headers: { 'access-control-allow-origin': /^https:\/\/b\.example:8443$/, vary: /^Origin, Accept$/ },
  },
  {
    id: 'H2',
    what: 'no origin',
    send: get('/api/todos'),
    status: 200,
    headers: { ...none, vary: /^Origin, Accept$/ },
  },
  ...foreign.map(
    (origin): Row => ({
      id: 'H2',
      what: `the foreign origin "${origin}"`,
      send: get('/api/todos', `Origin: ${origin}`),
      status: 200,
      headers: { ...none, vary: /^Origin, Accept$/ },
    }),
  ),
  {
    id: 'H2',
    what: 'a listed origin and a foreign one',
    send: get('/api/todos', fromA, 'Origin: https://evil.example'),
    status: 200,
    headers: none,
  },
  {
    id: 'H2',
    what: 'a foreign origin, on an error',
    send: get('/nope', 'Origin: https://evil.example'),
    status: 404,
    headers: { ...none, vary: /^Origin$/ },
  },
  {
    id: 'H5',
    what: 'no credentials unless they are switched on',
    send: get('/api/todos', fromA),
    status: 200,
    headers: { 'access-control-allow-credentials': null },
  },
  {
    id: 'H7 H8',
    what: 'a preflight',
    send: preflight('/api/todos/1', 'PUT', fromA, 'Access-Control-Request-Headers: content-type, x-a'),
    status: 204,
    headers: {
      ...allowed,
      'access-control-allow-methods': /^DELETE, GET, HEAD, OPTIONS, PATCH, PUT$/,
      'access-control-allow-headers': /^content-type, x-a$/,
      'access-control-max-age': /^[1-9]\d*$/,
      vary: /^Origin, Access-Control-Request-Method, Access-Control-Request-Headers$/,
      'content-length': null,
      'content-type': null,
      'transfer-encoding': null,
      allow: null,
    },
    connection: 'open',
  },
  {
    id: 'H7',
    what: 'a preflight, with the methods of its own path',
    send: preflight('/api/todos', 'PUT', fromA),
    status: 204,
    headers: {
      'access-control-allow-methods': /^GET, HEAD, OPTIONS, POST$/,
      'access-control-allow-headers': null,
    },
  },
  ...['a\tb', 'x-a; y', '<script>', 'é', '"x"', 'a b', 'x-a,,x-b', ',', 'x'.repeat(1025)].map(
    (names): Row => ({
      id: 'H7 O7',
      what: `a preflight for headers named ${JSON.stringify(names.slice(0, 20))}`,
      send: preflight('/api/todos', 'POST', fromA, `Access-Control-Request-Headers: ${names}`),
      status: 204,
      headers: { ...allowed, 'access-control-allow-headers': null },
    }),
  ),
  ...foreign
    .filter((origin) => origin !== '')
    .map(
      (origin): Row => ({
        id: 'H9',
        what: `a preflight from ${origin}`,
        send: preflight('/api/todos/1', 'PUT', `Origin: ${origin}`, 'Access-Control-Request-Headers: x-a'),
        status: 204,
        headers: {
          ...none,
          vary: /^Origin, Access-Control-Request-Method, Access-Control-Request-Headers$/,
          'content-length': null,
        },
      }),
    ),
  {
    id: 'H10',
    what: 'OPTIONS without the method asked for',
    send: request('OPTIONS /api/todos', [fromA]),
    status: 204,
    headers: {
      ...allowed,
      allow: /^GET, HEAD, OPTIONS, POST$/,
      'access-control-allow-methods': null,
      'content-length': null,
    },
  },
  {
    id: 'H10',
    what: 'OPTIONS without an origin',
    send: preflight('/api/todos', 'PUT'),
    status: 204,
    headers: { ...none, allow: /POST/ },
  },
  {
    id: 'H10',
    what: 'OPTIONS of nothing, which is no preflight',
    send: request('OPTIONS /nope', [fromA]),
    status: 404,
    headers: { ...allowed, 'access-control-allow-methods': null },
  },
  {
    id: 'H10',
    what: 'what asks for a method as a preflight does, but is none',
    send: get('/api/todos', fromA, 'Access-Control-Request-Method: PUT'),
    status: 200,
    headers: { ...allowed, 'access-control-allow-methods': null },
    body: /"data"/,
  },
  {
    id: 'H11',
    what: 'a preflight for a path whose GET is 404',
    send: preflight('/nope', 'GET', fromA),
    status: 204,
    headers: { ...allowed, 'access-control-allow-methods': /GET/ },
  },
  {
    id: 'H11',
    what: 'a preflight for a file',
    send: preflight('/style.css', 'GET', fromA),
    status: 204,
    headers: { ...allowed, 'access-control-allow-methods': /^GET, HEAD, OPTIONS$/ },
  },
  {
    id: 'C3 O13',
    what: 'a form of a listed origin',
    send: post('title=form', 'Content-Type: application/x-www-form-urlencoded'),
    status: 201,
    headers: allowed,
  },
  {
    id: 'H12',
    what: 'a malformed target',
    send: get('/%zz', fromA),
    status: 400,
    headers: allowed,
  },
  {
    id: 'H12',
    what: 'a malformed Host',
    send: `GET / HTTP/1.1\r\nHost: a b\r\n${fromA}\r\n\r\n`,
    status: 400,
    headers: allowed,
  },
  { id: 'H12', what: 'a malformed body', send: post('{', json), status: 400, headers: allowed },
  {
    id: 'H12',
    what: 'a form from another site',
    send: post('title=a', 'Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: cross-site'),
    status: 403,
    headers: allowed,
  },
  { id: 'H12', what: 'nothing there', send: get('/nope', fromA), status: 404, headers: allowed },
  { id: 'H12', what: 'no item there', send: get('/api/todos/99', fromA), status: 404, headers: allowed },
  {
    id: 'H12',
    what: 'a method that is not served',
    send: request('PUT /api/todos', [fromA]),
    status: 405,
    headers: { ...allowed, allow: /POST/ },
  },
  { id: 'H12', what: 'a value that is taken', send: post('{"title":"taken"}', json), status: 409, headers: allowed },
  {
    id: 'H12',
    what: 'another version',
    send: request('DELETE /api/todos/1', [fromA, 'If-Match: "x"']),
    status: 412,
    headers: allowed,
  },
  {
    id: 'H12',
    what: 'a body that is too large',
    send: request('POST /api/todos', [fromA, json, 'Content-Length: 99999999']),
    status: 413,
    headers: allowed,
  },
  {
    id: 'H12',
    what: 'a type of body that is not read',
    send: post('a', 'Content-Type: text/plain'),
    status: 415,
    headers: allowed,
  },
  {
    id: 'H12',
    what: 'a range that is not there',
    send: get('/style.css', fromA, 'Range: bytes=99999-'),
    status: 416,
    headers: allowed,
  },
  { id: 'H12', what: 'a bug', send: post('{"title":"throw an error"}', json), status: 500, headers: allowed },
  {
    id: 'H12',
    what: 'a bug that rejects',
    send: post('{"title":"reject a text"}', json),
    status: 500,
    headers: allowed,
  },
  { id: 'H12', what: 'a store that hangs', send: post('{"title":"hang"}', json), status: 503, headers: allowed },
  {
    id: 'H12',
    what: 'a coding that is not read',
    send: get('/', fromA, 'Transfer-Encoding: gzip, chunked'),
    status: 501,
    headers: allowed,
  },
  {
    id: 'H12 G28',
    what: 'a page whose encoding is chosen',
    send: get('/docs', fromA, 'Accept-Encoding: gzip'),
    status: 200,
    headers: { ...allowed, vary: /^Origin, Accept-Encoding$/ },
  },
  {
    id: 'H12 F19',
    what: 'a part of a file',
    send: get('/style.css', fromA, 'Range: bytes=0-1'),
    status: 206,
    headers: allowed,
  },
  {
    id: 'H13',
    what: 'what a script may read',
    send: get('/api/todos', fromA),
    status: 200,
    headers: {
      'access-control-expose-headers':
        /^(?=.*\bAllow\b)(?=.*\bAccept-Patch\b)(?=.*\bAccept-Ranges\b)(?=.*\bContent-Range\b)(?=.*\bETag\b)(?=.*\bLink\b)(?=.*\bLocation\b)(?=.*\bRetry-After\b)(?=.*\bX-Request-Id\b)(?=.*\bRateLimit\b)(?=.*\bRateLimit-Policy\b)/,
    },
  },
]

describe('with listed origins', () => {
  test.each(rows)('$id: $what', (row) => play(row, server.port))

  test('H11: a thousand preflights in a row are never too many', async () => {
    const strict = await project.start({ ...listed, RATE_LIMIT_MAX: '1' })
    for (let count = 0; count < 2; count += 1) await ask(strict.port, get('/api/todos', fromA))
    const seen = new Set<number>()
    for (let count = 0; count < 1000; count += 1) {
      seen.add((await ask(strict.port, preflight(count % 2 ? '/nope' : '/api/todos/1', 'PUT', fromA))).status)
    }
    expect([...seen]).toEqual([204])
    await strict.stop()
  })

  test.each([
    ['an item', '/api/todos/1'],
    ['a list', '/api/todos'],
    ['a file', '/style.css'],
    ['the docs', '/docs'],
    ['the description for machines', '/openapi.json'],
  ])('H12: a client that has the current version of %s may read that', async (_what, target) => {
    const etag = (await ask(server.port, get(target, fromA))).headers.get('etag') ?? 'no tag'
    const { status, headers } = await ask(server.port, get(target, fromA, `If-None-Match: ${etag}`))
    expect(status).toBe(304)
    expect(headers.get('access-control-allow-origin')).toBe('https://a.example')
    expect(headers.get('vary')).toMatch(/^Origin\b/)
    expect((await ask(server.port, get(target, `If-None-Match: ${etag}`))).headers.get('vary')).toMatch(/^Origin\b/)
  })

  test('H12: too many requests may be read about, and when to come back', async () => {
    const strict = await project.start({ ...listed, RATE_LIMIT_MAX: '1' })
    await ask(strict.port, get('/api/todos', fromA))
    const { status, headers } = await ask(strict.port, get('/api/todos', fromA))
    expect(status).toBe(429)
    expect(headers.get('access-control-allow-origin')).toBe('https://a.example')
    expect(headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(headers.get('vary')).toBe('Origin')
    await strict.stop()
  })
})

test('H5: credentials go to listed origins and to nobody else', async () => {
  const open = await project.start({ ...listed, CORS_CREDENTIALS: 'true' })
  const credentials = async (...headers: string[]) =>
    (await ask(open.port, get('/nope', ...headers))).headers.get('access-control-allow-credentials')
  expect(await credentials(fromA)).toBe('true')
  expect(await credentials()).toBeUndefined()
  expect(await credentials('Origin: https://evil.example')).toBeUndefined()
  const { headers } = await ask(open.port, preflight('/api/todos', 'POST', fromA))
  expect(headers.get('access-control-allow-credentials')).toBe('true')
  expect(headers.get('access-control-allow-origin')).toBe('https://a.example')
  const refused = await ask(open.port, preflight('/api/todos', 'POST', 'Origin: https://evil.example'))
  expect(refused.lines.filter((line) => /^access-control/i.test(line))).toEqual([])
  await open.stop()
})

describe('H6: with every origin allowed', () => {
  let open: RunningServer

  beforeAll(async () => {
    open = await project.start({ RATE_LIMIT_MAX: '1000000' })
  })

  afterAll(() => open.stop())

  const everyone = {
    'access-control-allow-origin': /^\*$/,
    'access-control-allow-credentials': null,
    vary: null,
  }
  // Its format is chosen by Accept.
  const list = { ...everyone, vary: /^Accept$/ }

  test.each<Row>([
    { id: 'H6', what: 'an origin', send: get('/api/todos', fromA), status: 200, headers: list },
    { id: 'H6', what: 'no origin', send: get('/api/todos'), status: 200, headers: list },
    { id: 'H6', what: 'a page without one', send: get('/api/todos', 'Origin: null'), status: 200, headers: list },
    { id: 'H6 H12', what: 'an error', send: get('/nope', fromA), status: 404, headers: everyone },
    {
      id: 'H6 H7',
      what: 'a preflight',
      send: preflight('/api/todos/1', 'DELETE', fromA, 'Access-Control-Request-Headers: authorization'),
      status: 204,
      headers: {
        ...everyone,
        vary: /^Access-Control-Request-Method, Access-Control-Request-Headers$/,
        // The fetch standard: "*" would not cover this one.
        'access-control-allow-headers': /^authorization$/,
        'access-control-allow-methods': /DELETE/,
      },
    },
  ])('$id: $what', (row) => play(row, open.port))
})

test('H2: origins of apps and extensions, which have schemes of their own, are allowed as they are sent', async () => {
  const origins = ['capacitor://localhost', 'ionic://localhost', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop']
  const apps = await project.start({ CORS_ORIGIN: origins.join(', ') })
  for (const origin of [...origins, 'capacitor://other', 'app://localhost']) {
    const { headers } = await ask(apps.port, get('/api/todos', `Origin: ${origin}`))
    expect(headers.get('access-control-allow-origin')).toBe(origins.includes(origin) ? origin : undefined)
  }
  await apps.stop()
})

test.each([
  ['H4', { CORS_CREDENTIALS: 'true' }],
  ['H4', { CORS_ORIGIN: '*', CORS_CREDENTIALS: 'true' }],
  ['N10', { CORS_CREDENTIALS: 'yes' }],
  ['N10', { CORS_ORIGIN: 'a.example' }],
  ['N10', { CORS_ORIGIN: 'https://a.example/' }],
  ['N10', { CORS_ORIGIN: 'https://a.example,' }],
  ['N10', { CORS_ORIGIN: 'https://*.example' }],
  ['N10', { CORS_ORIGIN: '*,https://a.example' }],
  ['N10', { CORS_ORIGIN: 'null' }],
  ['N10', { CORS_ORIGIN: 'capacitor://localhost/' }],
  ['N10', { CORS_ORIGIN: 'capacitor://*' }],
  ['N10', { CORS_ORIGIN: 'file:///' }],
])('%s: %o stops the start with one line that names the setting', async (_id, env: Record<string, string>) => {
  const [name, value] = Object.entries(env).at(-1) ?? []
  await expect(project.start(env)).rejects.toThrow(
    new RegExp(`:\n${name}=${value?.replaceAll(/[*.]/g, '\\$&')} is not valid: it must be [^\n]+$`),
  )
})
