import { utimesSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject
let server: RunningServer

/** Extensions and their registered types. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/vnd.microsoft.icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  pdf: 'application/pdf',
  HTML: 'text/html; charset=utf-8',
  unknown: 'application/octet-stream',
}

// Names as bundlers make them, and names that people give.
const hashed = [
  ...['assets/app.3f9a1c2b.js', 'assets/app-BxD4k9_Z.css', 'assets/logo-BxD4k9_Z.svg', 'build/app-BXzqH9aK.js'],
  ...['_app/immutable/chunks/app.1a2b3c4d.js', '_next/static/media/font.a34f9d1eaa5f7315.woff2'],
]
const unhashed = [
  ...['galaxy-S24Ultra.png', 'map-NewYork1.svg', 'order-1a2b3c4d.json', 'app.3f9a1c2b.js', 'app-BxD4k9_Z.css'],
  ...['assets/galaxy-S24Ultra.png', 'assets/map-NewYork1.svg', 'static/map-NewYork1.js', 'assets/case-iPhone4S.png'],
  ...['assets/1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d.json', 'build/report-2024feb1.pdf', 'dist/img-decade10.png'],
  ...['jquery.min.js', 'report-20240506.pdf', 'a-decade.txt'],
  ...['Report-Version2.pdf', 'img-decade10.png', 'report-2024feb1.pdf'],
]

beforeAll(async () => {
  project = makeStaticProject(['cors'])
  for (const extension of Object.keys(types)) project.put(`type.${extension}`, 'x')
  for (const name of ['app.js', 'both.css', 'br-only.svg', 'sub/page.html']) project.put(name, `plain ${name}`)
  for (const name of ['app.js', 'both.css', 'br-only.svg']) project.put(`${name}.br`, `br ${name}`)
  for (const name of ['app.js', 'both.css', 'sub/page.html']) project.put(`${name}.gz`, `gz ${name}`)
  project.put('folder.js', 'plain folder.js')
  project.put('folder.js.gz/index.html', 'no copy')
  project.put('only.js.br', 'a copy of nothing')
  for (const name of [...hashed, ...unhashed]) {
    project.put(name, 'x')
  }
  server = await project.start({ CORS_ORIGIN: 'https://a.example' })
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const coded = (target: string, accepted: string, ...headers: string[]) =>
  get(target, `Accept-Encoding: ${accepted}`, ...headers)

const imfDate = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/

const rows: Row[] = [
  {
    id: 'G1 F20',
    what: 'a file, with all that is to be said of it',
    send: get('/name.txt'),
    status: 200,
    headers: {
      'content-type': /^text\/plain; charset=utf-8$/,
      'content-length': /^7$/,
      'content-encoding': null,
      etag: /^"[^" \\]+"$/,
      'last-modified': /^Mon, 06 May 2024 07:08:09 GMT$/,
      'accept-ranges': /^bytes$/,
      'cache-control': /./,
      'x-content-type-options': /^nosniff$/,
      date: imfDate,
    },
    body: /^a name\n$/,
    connection: 'open',
  },
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'].map(
    (method): Row => ({
      id: 'G3',
      what: `${method} to a file`,
      send: request(`${method} /name.txt`, ['Range: bytes=0-1']),
      status: 405,
      headers: { allow: /^GET, HEAD, OPTIONS$/, 'last-modified': null, etag: null },
      connection: 'open',
    }),
  ),
  {
    id: 'G3',
    what: 'POST with a body to a file',
    send: request('POST /name.txt', ['Content-Type: text/plain'], 'GET /smuggled HTTP/1.1\r\n\r\n'),
    status: 405,
    connection: 'open',
  },
  {
    id: 'G3',
    what: 'OPTIONS of a file',
    send: request('OPTIONS /name.txt'),
    status: 204,
    headers: { allow: /^GET, HEAD, OPTIONS$/, 'content-length': null, 'content-type': null },
    connection: 'open',
  },
  { id: 'G3', what: 'POST to a folder', send: request('POST /sub/'), status: 405, connection: 'open' },
  { id: 'G3', what: 'POST to what is not there', send: request('POST /missing.txt'), status: 404, connection: 'open' },
  {
    id: 'G20',
    what: 'an empty file',
    send: get('/empty.txt'),
    status: 200,
    headers: { 'content-length': /^0$/, 'transfer-encoding': null, etag: /./ },
    body: '',
    connection: 'open',
  },
  ...Object.entries(types).map(
    ([extension, type]): Row => ({
      id: 'G25 G26',
      what: `.${extension} is ${type}`,
      send: get(`/type.${extension}`),
      status: 200,
      headers: { 'content-type': new RegExp(`^${type.replace('+', '\\+')}$`), 'x-content-type-options': /^nosniff$/ },
    }),
  ),
  {
    id: 'G25',
    what: 'no extension',
    send: get('/noextension'),
    status: 200,
    headers: { 'content-type': /^application\/octet-stream$/, 'x-content-type-options': /^nosniff$/ },
  },
  ...hashed.map(
    (name): Row => ({
      id: 'G27',
      what: `${name} never changes`,
      send: get(`/${name}`),
      status: 200,
      headers: { 'cache-control': /^public, max-age=31536000, immutable$/ },
    }),
  ),
  ...['/', '/sub/', '/sub/page.html', '/type.HTML'].map(
    (target): Row => ({
      id: 'G27',
      what: `${target} is a page, to be asked for each time`,
      send: get(target),
      status: 200,
      headers: { 'cache-control': /^no-cache$/ },
    }),
  ),
  ...['name.txt', ...unhashed].map(
    (name): Row => ({
      id: 'G27',
      what: `${name} may change`,
      send: get(`/${name}`),
      status: 200,
      headers: { 'cache-control': /^public, max-age=0$/ },
    }),
  ),
  ...['/some/page', '/missing.js', '/api/nope'].map(
    (target): Row => ({
      id: 'G29',
      what: `${target} is no page of an app in the browser`,
      send: get(target, 'Accept: application/json, text/html;q=0.5'),
      status: 404,
    }),
  ),
]

/** Which variant an Accept-Encoding gets, by its first word in these files. */
const encodings: readonly (readonly [target: string, accepted: string, coding: 'plain' | 'gz' | 'br'])[] = [
  ['/app.js', 'gzip', 'gz'],
  ['/app.js', 'br', 'br'],
  ['/app.js', 'gzip, deflate, br, zstd', 'br'],
  ['/app.js', 'gzip;q=1, br;q=0.5', 'gz'],
  ['/app.js', 'br;q=0, gzip', 'gz'],
  ['/app.js', 'br;q=0.000, gzip;q=0.001', 'gz'],
  ['/app.js', 'BR', 'br'],
  ['/app.js', '*', 'br'],
  ['/app.js', '*;q=0.1, br;q=0', 'gz'],
  ['/app.js', '*;q=0', 'plain'],
  ['/app.js', 'identity', 'plain'],
  ['/app.js', 'identity;q=1, gzip;q=0.5', 'plain'],
  ['/app.js', 'identity;q=0, gzip;q=0.1', 'gz'],
  ['/app.js', 'deflate', 'plain'],
  ['/app.js', 'bro', 'plain'],
  ['/app.js', 'br;q=x', 'plain'],
  ['/app.js', 'br;q=1.5', 'plain'],
  ['/app.js', ', ,;;q=', 'plain'],
  ['/app.js', '', 'plain'],
  ['/br-only.svg', 'gzip', 'plain'],
  ['/br-only.svg', 'gzip, br', 'br'],
  ['/sub/page.html', 'gzip, br', 'gz'],
  ['/folder.js', 'gzip', 'plain'],
]

describe('a file', () => {
  test.each(rows)('$id: $what', async (row) => {
    await play(row, server.port)
  })

  test.each(['/name.txt', '/empty.txt', '/sub/', '/sub', '/missing.txt', '/app.js', '/type.png'])(
    'G2: HEAD %s has the headers of GET and no body',
    async (target) => {
      const withoutDate = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('Date')).sort()
      const got = await ask(server.port, coded(target, 'gzip'))
      await play(
        {
          id: 'G2',
          what: target,
          send: request(`HEAD ${target}`, ['Accept-Encoding: gzip']),
          status: got.status,
          body: '',
          check: (answer) => expect(withoutDate(answer.lines)).toEqual(withoutDate(got.lines)),
          connection: 'open',
        },
        server.port,
      )
    },
  )

  test('G1: is not said to be of the future', async () => {
    project.put('future.txt', 'x')
    utimesSync(project.at('future.txt'), new Date('2099-01-01'), new Date('2099-01-01'))
    const { headers } = await ask(server.port, get('/future.txt'))
    expect(Date.parse(headers.get('last-modified') ?? '')).toBeLessThanOrEqual(Date.parse(headers.get('date') ?? ''))
  })
})

describe('a compressed copy beside a file', () => {
  test.each(encodings)('G28: %s for "%s" is the %s one', async (target, accepted, coding) => {
    const { status, headers, body } = await ask(server.port, coded(target, accepted))
    const original = await ask(server.port, get(target))
    expect(status).toBe(200)
    expect(body.toString()).toMatch(new RegExp(`^${coding} `))
    expect(headers.get('content-encoding')).toBe({ plain: undefined, gz: 'gzip', br: 'br' }[coding])
    expect(headers.get('content-length')).toBe(String(body.length))
    expect(headers.get('content-type')).toBe(original.headers.get('content-type'))
    expect(headers.get('cache-control')).toBe(original.headers.get('cache-control'))
    expect(headers.get('etag') === original.headers.get('etag')).toBe(coding === 'plain')
  })

  test.each(['br', 'gzip', 'identity', 'x'])('G28: Vary is on every answer, %s', async (accepted) => {
    const { headers } = await ask(server.port, coded('/app.js', accepted))
    const tag = headers.get('etag') ?? ''
    for (const condition of [`If-None-Match: ${tag}`, 'Range: bytes=0-1', 'Range: bytes=999-', 'If-Match: "x"']) {
      const answer = await ask(server.port, coded('/app.js', accepted, condition))
      expect([206, 304, 412, 416]).toContain(answer.status)
      expect(answer.headers.get('vary'), `${condition}: ${answer.status}`).toMatch(/Accept-Encoding/i)
      expect(answer.headers.get('vary')).toMatch(/Origin/i)
    }
  })

  test('G28: has a tag of its own, which is good for no other', async () => {
    const tags = new Map<string, string>()
    for (const accepted of ['br', 'gzip', 'identity']) {
      tags.set(accepted, (await ask(server.port, coded('/app.js', accepted))).headers.get('etag') ?? '')
    }
    expect(new Set(tags.values()).size).toBe(3)
    for (const accepted of tags.keys()) {
      for (const [other, tag] of tags) {
        const { status } = await ask(server.port, coded('/app.js', accepted, `If-None-Match: ${tag}`))
        expect(status, `${other} for ${accepted}`).toBe(other === accepted ? 304 : 200)
      }
    }
  })

  test('G28: is sent in parts of its own bytes', async () => {
    const { status, headers, body } = await ask(server.port, coded('/app.js', 'br', 'Range: bytes=0-1'))
    expect(status).toBe(206)
    expect(headers.get('content-encoding')).toBe('br')
    expect(headers.get('content-range')).toBe('bytes 0-1/9')
    expect(body.toString()).toBe('br')
  })

  test('G28: does not make a file of what has none', async () => {
    expect((await ask(server.port, coded('/only.js', 'br'))).status).toBe(404)
    expect((await ask(server.port, coded('/.env', 'br'))).status).toBe(404)
  })

  test('G28: is not sent when it is older than the file', async () => {
    for (const name of ['edited.js', 'edited.js.gz', 'edited.js.br']) project.put(name, name)
    const codingNow = async () =>
      (await ask(server.port, coded('/edited.js', 'br, gzip'))).headers.get('content-encoding')
    const date = (text: string, ...suffixes: string[]) => {
      for (const suffix of suffixes) utimesSync(project.at(`edited.js${suffix}`), new Date(text), new Date(text))
    }
    date('2024-05-06T07:08:09Z', '.br', '.gz')
    expect(await codingNow(), 'rounded down to the second').toBe('br')
    date('2024-05-06T07:08:08.999Z', '.br')
    expect(await codingNow()).toBe('gzip')
    date('2024-05-06T07:08:08.999Z', '.gz')
    const { body, headers } = await ask(server.port, coded('/edited.js', 'br, gzip'))
    expect(body.toString()).toBe('edited.js')
    expect(headers.get('content-encoding')).toBeUndefined()
  })

  test('G28: a file without copies does not vary by coding', async () => {
    expect((await ask(server.port, coded('/name.txt', 'br'))).headers.get('vary')).not.toMatch(/Accept-Encoding/i)
  })
})
