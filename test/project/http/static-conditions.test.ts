import { cpSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, request } from './connection.ts'
import { play, type Row } from './rows.ts'
import { type RunningServer, startDirectory } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject
let server: RunningServer
let etag: string

const modified = 'Mon, 06 May 2024 07:08:09 GMT'
const earlier = 'Mon, 06 May 2024 07:08:08 GMT'
const later = 'Mon, 06 May 2024 07:08:10 GMT'

const large = 'x'.repeat(65_537)

beforeAll(async () => {
  project = makeStaticProject(['cors'])
  project.put('large.txt', large)
  server = await project.start({ CORS_ORIGIN: 'https://a.example' })
  etag = (await ask(server.port, get())).headers.get('etag') ?? ''
})

afterAll(async () => {
  await server.stop()
  project.remove()
})

/** `<etag>` stands for the current one, quotes and all. */
const get = (...headers: string[]) => request('GET /name.txt', headers)
const row = (id: string, status: number, ...headers: string[]): Row => ({
  id,
  what: `${status} for ${headers.join(', ')}`,
  send: get(...headers),
  status,
  connection: 'open',
})

const rows: Row[] = [
  { ...row('E1', 200), headers: { etag: /^"[\x21\x23-\x5b\x5d-\x7e]+"$/, 'last-modified': new RegExp(modified) } },
  {
    ...row('E2', 304, 'If-None-Match: <etag>'),
    headers: {
      'content-type': null,
      'content-length': null,
      'content-range': null,
      'transfer-encoding': null,
      etag: /./,
      'last-modified': new RegExp(modified),
      'cache-control': /./,
      vary: /Origin/,
      date: /GMT/,
    },
  },
  {
    ...row('E2', 304, 'If-None-Match: <etag>', 'Origin: https://a.example'),
    headers: { 'access-control-allow-origin': /^https:\/\/a\.example$/, vary: /Origin/ },
  },
  ...['"a", <etag>', '<etag>,"a"', '"a,b", <etag>', 'W/"x" , W/<etag>', ',, <etag> ,', '"a"   ,\t<etag>'].map((tags) =>
    row('E3', 304, `If-None-Match: ${tags}`),
  ),
  row('E3', 304, 'If-None-Match: "a"', 'If-None-Match: <etag>'),
  row('E4', 304, 'If-None-Match: W/<etag>'),
  row('E5', 304, 'If-None-Match: *'),
  { ...row('E5', 404, 'If-None-Match: *'), send: request('GET /missing.txt', ['If-None-Match: *']) },
  ...['"other"', '<tag>', 'garbage', '""', '"<tag>', '<tag>"', '"*"', '', 'W/*'].map((tags) =>
    row('E6', 200, `If-None-Match: ${tags}`),
  ),
  row('E7', 200, 'If-None-Match: "x"', 'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT'),
  row('E7', 200, 'If-None-Match:', `If-Modified-Since: ${modified}`),
  row('E7', 304, 'If-None-Match: <etag>', `If-Modified-Since: ${earlier}`),
  row('E8', 304, `If-Modified-Since: ${modified}`),
  row('E8', 304, `If-Modified-Since: ${later}`),
  row('E8', 200, `If-Modified-Since: ${earlier}`),
  row('E8', 304, 'If-Modified-Since: Monday, 06-May-24 07:08:09 GMT'),
  row('E8', 304, 'If-Modified-Since: Mon May  6 07:08:09 2024'),
  ...[
    'garbage',
    '',
    '0',
    '9999999999999',
    '2100-01-01',
    'foo 2100',
    'Fri, 99 Jan 2100 00:00:00 GMT',
    'Fri, 01 Jan 2100 00:00:00 +0000',
    'Fri, 01 Jan 2100 00:00:00',
  ].map((date) => row('E9', 200, `If-Modified-Since: ${date}`)),
  { ...row('E11', 412, 'If-Match: "stale"'), headers: { 'last-modified': null, 'content-range': null } },
  row('E11', 200, 'If-Match: <etag>'),
  row('E11', 200, 'If-Match: "stale", <etag>'),
  row('E12', 412, 'If-Match: W/<etag>'),
  row('E12', 412, 'If-Match: <tag>'),
  row('E12', 412, 'If-Match:'),
  row('E13', 200, 'If-Match: *'),
  { ...row('E13', 404, 'If-Match: *'), send: request('GET /missing.txt', ['If-Match: *']) },
  row('E15', 412, `If-Unmodified-Since: ${earlier}`),
  row('E15', 200, `If-Unmodified-Since: ${modified}`),
  row('E15', 200, `If-Unmodified-Since: ${later}`),
  row('E15', 200, 'If-Unmodified-Since: garbage'),
  row('E15', 200, 'If-Unmodified-Since: 1999'),
  row('E15', 200, 'If-Match: *', `If-Unmodified-Since: ${earlier}`),
  row('E15', 200, 'If-Match: <etag>', `If-Unmodified-Since: ${earlier}`),
  row('E15', 412, 'If-Match: "stale"', 'If-None-Match: <etag>'),
  row('E15', 304, 'If-Match: <etag>', 'If-None-Match: <etag>'),
  ...['GET /missing.txt', 'GET /.env', 'GET /noindex'].map(
    (line): Row => ({ ...row('E16', 404, 'If-None-Match: *', 'If-Match: "x"'), what: line, send: conditional(line) }),
  ),
  ...['PUT /name.txt', 'DELETE /name.txt', 'POST /sub/'].map(
    (line): Row => ({ ...row('E16', 405), what: line, send: conditional(line) }),
  ),
  { ...row('E16', 404), what: 'HEAD of nothing', send: conditional('HEAD /missing.txt') },
  { ...row('E16', 308), what: 'a folder without its slash', send: conditional('GET /sub') },
  {
    ...row('E18', 304, 'If-None-Match: <etag>'),
    what: 'HEAD of what the client has',
    send: request('HEAD /name.txt', ['If-None-Match: <etag>']),
    headers: { etag: /./, 'content-length': null },
  },
  {
    ...row('E18', 412),
    what: 'HEAD of another version',
    send: request('HEAD /name.txt', ['If-Match: "stale"']),
  },
  { ...row('E18', 304, 'If-None-Match: <etag>', 'Cache-Control: no-cache'), status: [200, 304] },
]

function conditional(line: string): string {
  return request(line, ['If-None-Match: *', 'If-Match: "stale"', `If-Modified-Since: ${later}`])
}

describe('a condition on a file', () => {
  test.each(rows)('$id: $what', async ({ send, ...others }) => {
    const filled = String(send).replaceAll('<etag>', etag).replaceAll('<tag>', etag.slice(1, -1))
    await play({ ...others, send: filled }, server.port)
  })

  test.each(['/', '/sub/', '/empty.txt', '/noextension', '/%C3%BCn%C3%AF%20dir/', '/.well-known/security.txt'])(
    'E1 E2: %s has a tag that is answered with 304',
    async (target) => {
      const tag = (await ask(server.port, request(`GET ${target}`))).headers.get('etag') ?? ''
      expect(tag).toMatch(/^"[^"]+"$/)
      const again = await ask(server.port, request(`GET ${target}`, [`If-None-Match: ${tag}`]))
      expect([again.status, again.headers.get('etag')]).toEqual([304, tag])
    },
  )
})

describe('E17: another tag is given to a file', () => {
  const tagNow = async () => (await ask(server.port, request('GET /changing.txt'))).headers.get('etag')

  test.each<[string, () => void]>([
    ['written to within the second, the same length', () => writeFileSync(project.at('changing.txt'), 'two')],
    [
      'whose time was set back after that',
      () => {
        const { atime, mtime } = statSync(project.at('changing.txt'))
        writeFileSync(project.at('changing.txt'), 'two')
        utimesSync(project.at('changing.txt'), atime, mtime)
      },
    ],
    [
      'that took the place of one as long and as old',
      () => {
        project.put('next.txt', 'two')
        renameSync(project.at('next.txt'), project.at('changing.txt'))
      },
    ],
  ])('%s', async (_, change) => {
    project.put('changing.txt', 'one')
    const before = await tagNow()
    expect(await tagNow()).toBe(before)
    change()
    const after = await tagNow()
    expect(after).not.toBe(before)
    const answer = await ask(server.port, request('GET /changing.txt', [`If-None-Match: ${before}`]))
    expect([answer.status, answer.body.toString()]).toEqual([200, 'two'])
  })
})

describe('a large file', () => {
  const askLarge = (...headers: string[]) => ask(server.port, request('GET /large.txt', headers))

  test('F16 E12: has a weak tag, which is good for If-None-Match alone', async () => {
    const tag = (await askLarge()).headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"[\x21\x23-\x7e]+"$/)
    const strong = tag.slice(2)
    for (const same of [tag, strong]) {
      expect((await askLarge(`If-None-Match: ${same}`)).status).toBe(304)
      expect((await askLarge(`If-Match: ${same}`)).status).toBe(412)
      const answer = await askLarge('Range: bytes=0-1', `If-Range: ${same}`)
      expect([answer.status, answer.body.length]).toEqual([200, large.length])
    }
    expect((await askLarge('If-Match: *')).status).toBe(200)
    expect((await askLarge('Range: bytes=0-1')).status).toBe(206)
    expect((await askLarge('Range: bytes=0-1', `If-Range: ${modified}`)).status).toBe(206)
  })

  test('E17: has another tag when it was written to within the second, the same length', async () => {
    project.put('changing.txt', large)
    const tagNow = async () => (await ask(server.port, request('GET /changing.txt'))).headers.get('etag')
    const before = await tagNow()
    utimesSync(project.at('changing.txt'), 0, statSync(project.at('changing.txt')).mtimeMs / 1000 + 0.002)
    expect(await tagNow()).not.toBe(before)
  })
})

test('F17: a date whose second is not over is not enough for a part', async () => {
  project.put('new.txt', '0123456789')
  utimesSync(project.at('new.txt'), 4e9, 4e9) // so its date is always the current one
  const date = (await ask(server.port, request('GET /new.txt'))).headers.get('last-modified')
  const answer = await ask(server.port, request('GET /new.txt', ['Range: bytes=0-1', `If-Range: ${date}`]))
  expect([answer.status, answer.body.toString()]).toEqual([200, '0123456789'])
})

test('E1 E2: two servers with the same files send the same validators', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'replica-'))
  for (const copied of ['dist', 'public', 'package.json']) {
    const filter = (path: string) => !path.endsWith('fifo')
    cpSync(join(project.directory, copied), join(directory, copied), {
      recursive: true,
      preserveTimestamps: true,
      filter,
    })
  }
  const now = new Date()
  utimesSync(join(directory, 'public/name.txt'), now, new Date(modified)) // loses the fraction of the second
  const replica = await startDirectory(directory, 'dist/server.js', {})
  for (const target of ['/name.txt', '/empty.txt', '/sub/', '/large.txt']) {
    const { headers } = await ask(server.port, request(`GET ${target}`))
    const known = request(`GET ${target}`, [`If-None-Match: ${headers.get('etag')}`])
    const answer = await ask(replica.port, known)
    expect([target, answer.status]).toEqual([target, 304])
    for (const name of ['etag', 'last-modified']) expect(answer.headers.get(name)).toBe(headers.get(name))
  }
  await replica.stop()
  rmSync(directory, { recursive: true })
})
