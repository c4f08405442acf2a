import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { choosable } from '../../../src/model/pack.ts'
import { realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { makeFaultyProject } from './faulty-project.ts'
import type { Project, RunningServer } from './server.ts'

type Line = Readonly<Record<string, unknown>>

let project: Project

beforeAll(() => {
  project = makeFaultyProject(choosable(realPack).map(({ id }) => id))
})

afterAll(() => project.remove())

const json = 'Content-Type: application/json'
const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const start = async (env: Readonly<Record<string, string>> = {}) => {
  const server = await project.start({ RATE_LIMIT_MAX: '1000000', ...env })
  onTestFinished(() => void server.stop())
  return server
}

/** The one line about a request with this id, as JSON. More than one, or none, fails. */
async function lineOf(server: RunningServer, id: string): Promise<Line> {
  await server.line(new RegExp(`"msg":"request","requestId":"${id}"`))
  await mark(server)
  const lines = server.lines.map((line) => JSON.parse(line) as Line)
  const [line = {}, ...more] = lines.filter(({ requestId, msg }) => requestId === id && msg === 'request')
  expect(more).toEqual([])
  return line
}

let marks = 0

/** Everything that was to be written before is written now. */
async function mark(server: RunningServer): Promise<void> {
  marks += 1
  await ask(server.port, get('/nope', `X-Request-Id: mark-${marks}.`))
  await server.line(new RegExp(`"mark-${marks}\\."`))
}

describe('the line of a request', () => {
  let server: RunningServer

  beforeAll(async () => {
    server = await project.start({ RATE_LIMIT_MAX: '1000000', TRUST_PROXY: '127.0.0.1' })
  })

  afterAll(() => server.stop())

  test('J1: says when, what, how it ended, how long it took and who asked', async () => {
    const answer = await ask(
      server.port,
      get(
        '/api/todos?limit=5&q%5B=%20',
        'X-Request-Id: j1',
        'User-Agent: "wire" \\ test',
        'X-Forwarded-For: 192.0.2.7',
      ),
    )
    const { time, durationMs, ...line } = await lineOf(server, 'j1')
    expect(line).toEqual({
      level: 'info',
      msg: 'request',
      requestId: 'j1',
      method: 'GET',
      url: '/api/todos?limit=5&q%5B=%20',
      status: answer.status,
      bytes: answer.body.length,
      remoteAddress: '192.0.2.7',
      userAgent: '"wire" \\ test',
    })
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(durationMs).toBeGreaterThanOrEqual(0)
  })

  test.each([
    ['an answer without a body', request('HEAD /style.css', ['X-Request-Id: head']), 'head', 200],
    ['an answer that has none', request('OPTIONS /api/todos', ['X-Request-Id: options']), 'options', 204],
    ['a file', get('/style.css', 'X-Request-Id: file'), 'file', 200],
    ['a part of a file', get('/style.css', 'X-Request-Id: part', 'Range: bytes=2-5'), 'part', 206],
    ['an error', get('/nope', 'X-Request-Id: error'), 'error', 404],
    [
      'an upload that is refused',
      request('POST /nope', ['X-Request-Id: large', 'Content-Length: 9999999']),
      'large',
      404,
    ],
  ])('J1: counts the bytes of %s', async (_what, bytes, id, status) => {
    const answer = await ask(server.port, bytes)
    expect(answer.status).toBe(status)
    expect(await lineOf(server, id)).toMatchObject({ status, bytes: answer.body.length })
  })

  test('J1: has one for each of many at a time', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `many-${index}-`)
    await Promise.all(ids.map((id) => ask(server.port, get('/api/todos', `X-Request-Id: ${id}`))))
    await mark(server)
    for (const id of ids) expect(server.lines.filter((line) => line.includes(`"${id}"`))).toHaveLength(1)
  })

  test('J2: is written for a client that gave up before the answer', async () => {
    const connection = open(server.port, get('/faults/never', 'X-Request-Id: aborted'))
    await once(connection.socket, 'connect')
    await mark(server)
    connection.socket.resetAndDestroy()
    expect(await lineOf(server, 'aborted')).toMatchObject({ level: 'info', status: null, aborted: true, bytes: 0 })
  })

  test('J2: is written for a client that gave up amid its body, and one it is', async () => {
    const head = request('POST /api/todos', [json, 'X-Request-Id: upload', 'Content-Length: 100'])
    const connection = open(server.port, `${head}{"t`)
    await once(connection.socket, 'connect')
    await mark(server)
    connection.socket.resetAndDestroy()
    await lineOf(server, 'upload')
    expect(server.lines.filter((line) => line.includes('"upload"'))).toHaveLength(1)
  })

  const forgery = 'a%0aFAKE%0d%0a%7B%22msg%22%3A%22forged%22%7D'
  test.each([
    ['a path', get(`/api/todos/${forgery}`, 'X-Request-Id: f1'), 'f1'],
    ['a query', get(`/api/todos?title=${forgery}`, 'X-Request-Id: f2'), 'f2'],
    ['credentials', get('/nope', `Authorization: Basic ${btoa('a\nFAKE:x')}`, 'X-Request-Id: f3'), 'f3'],
    ['a user agent', get('/nope', 'User-Agent: a\u009b31m","level":"error\x85FAKE', 'X-Request-Id: f4'), 'f4'],
    ['a user agent with a tab', get('/nope', 'User-Agent: a\tb', 'X-Request-Id: f5'), 'f5'],
  ])('J5: no control character of %s gets into it', async (_what, bytes, id) => {
    await ask(server.port, Buffer.from(bytes, 'latin1'))
    expect(await lineOf(server, id)).toMatchObject({ msg: 'request', level: 'info' })
    const raw = server.lines.filter((line) => line.includes(`"${id}"`)).join('')
    expect(raw).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
    expect(server.lines.filter((line) => /^FAKE|^\{"msg":"forged/.test(line))).toEqual([])
  })

  test('J5: is at most 16 kB long, whatever the client sends', async () => {
    const target = `/nope?${'"'.repeat(4000)}`
    const agent = `User-Agent: ${'\u0080'.repeat(8000)}`
    const address = `X-Forwarded-For: fe80::1%${'x'.repeat(3000)}`
    const answer = await ask(server.port, Buffer.from(get(target, agent, address, 'X-Request-Id: long'), 'latin1'))
    expect(answer.status).toBe(404)
    const { url, userAgent } = await lineOf(server, 'long')
    expect(url).toBe(`/nope?${'"'.repeat(1019)}...`)
    expect(userAgent).toBe(`${'\u0080'.repeat(340)}...`)
    const raw = server.lines.find((line) => line.includes('"long"')) ?? ''
    expect(Buffer.byteLength(raw)).toBeLessThan(8000)
  })

  test.each([
    ['J6', 'token', 'token=hunter2'],
    ['J6', 'access_token', 'a=1&access_token=hunter2'],
    ['J6', 'password', 'password=hunter2&b=2'],
    ['J6', 'PASSWORD', 'PASSWORD=hunter2'],
    ['J6', 'an escaped name', '%70assword=hunter2'],
    ['J6', 'an escaped name in part', 'pass%77ord=hunter2'],
    ['J6', 'client_secret', 'client_secret=hunter2'],
    ['J6', 'apiKey', 'apiKey=hunter2'],
    ['J6', 'key', 'key=hunter2'],
    ['J6', 'a list', 'token%5B%5D=hunter2'],
    ['J6', 'a second mark', 'a=b?token=hunter2'],
    ['J6', 'a semicolon', 'a=b;token=hunter2'],
    ['J6', 'a repeated name', 'token=&token=hunter2'],
    ['J6', 'an equals sign in it', 'token=x=hunter2'],
    ['J6', 'signature', 'X-Amz-Signature=hunter2'],
    ['J6', 'code', 'code=hunter2'],
    ['J6', 'a value with a semicolon', 'password=a;hunter2'],
    ['J6', 'an escaped pair', 'next=token%3Dhunter2'],
    ['J6', 'an escaped pair alone', 'password%3Dhunter2'],
    ['J6', 'a user', 'url=https://ada:hunter2@a/'],
    ['J6', 'otp_code', 'otp_code=hunter2'],
    ['J6', 'SAMLResponse', 'SAMLResponse=hunter2'],
    ['J6', 'my_pass', 'my_pass=hunter2'],
    ['J6', 'userPass', 'userPass=hunter2'],
    ['J6', 'db.passwd', 'db.passwd=hunter2'],
    ['J6', 'pass[0]', 'pass%5B0%5D=hunter2'],
    ['J6', 'passphrase', 'passphrase=hunter2'],
    ['J6', 'user_pin', 'user_pin=hunter2'],
    ['J6', 'totp', 'totp=hunter2'],
    ['J6', 'totpCode', 'totpCode=hunter2'],
    ['J6', 'device_code', 'device_code=hunter2'],
    ['J6', 'accessCode', 'accessCode=hunter2'],
    ['J6', 'verification-code', 'verification-code=hunter2'],
    ['J6', 'accesskey', 'accesskey=hunter2'],
    ['J6', 'privateKey', 'privateKey=hunter2'],
    ['J6', 'PHPSESSID', 'PHPSESSID=hunter2'],
    ['J6', 'my.sid', 'my.sid=hunter2'],
    ['J6', 'a name encoded twice', '%2574oken=hunter2'],
    ['J6', 'a name encoded four times', '%2525252574oken=hunter2'],
    ['J6', 'a target encoded twice', 'next=%252Fa%253Ftoken%253Dhunter2'],
    ['J6', 'the token of a link', 'magic=hunter2'],
    ['J6', 'JSON', 'state=%7B%22id%22:1,%22password%22:%22hunter2%22%7D'],
    ['J6', 'JSON in a target', 'next=%2Fa%3Fstate%3D%257B%2522token%2522%253A%2522hunter2%2522%257D'],
    ['J6', 'a target in a target', 'next=%2Fa%3Fnext%3D%252Fb%253Fmy_pass%253Dhunter2'],
    ['J6', 'a user encoded twice', 'url=https%253A%252F%252Fada%253Ahunter2%2540a%252F'],
    ['J6', 'a target encoded too often to say', 'next=%252525252525252Fa%252525252525253Fx%252525252525253Dhunter2'],
  ])('%s: the value of %s stays out of it', async (_id, _what, query) => {
    await ask(server.port, get(`/api/todos?${query}`, 'Authorization: Bearer hunter2', 'Cookie: a=hunter2'))
    await mark(server)
    expect(server.lines.join('\n')).not.toContain('hunter2')
    expect(server.lines.join('\n')).toContain('[redacted]')
  })

  test.each([
    'passenger',
    'monkey',
    'keyboard',
    'author',
    'page',
    'passive',
    'design',
    'compass',
    'spin',
    'zipcode',
    'country_code',
  ])('J6: the value of %s is in it', async (name) => {
    await ask(server.port, get(`/api/todos?${name}=plain-${name}`))
    await mark(server)
    expect(server.lines.join('\n')).toContain(`${name}=plain-${name}`)
  })

  test('J6: neither are bodies in it, nor the headers of answers', async () => {
    await ask(server.port, request('POST /api/todos', [json, 'X-Request-Id: body'], '{"title":"hunter3"}'))
    await ask(server.port, request('POST /api/todos', [json, 'X-Request-Id: bad'], '{"title":"hunter3'))
    await lineOf(server, 'body')
    await lineOf(server, 'bad')
    expect(server.lines.join('\n')).not.toContain('hunter3')
  })

  test('J7: nothing to be found is no trouble', async () => {
    await ask(server.port, get('/nope', 'X-Request-Id: nope'))
    const line = await lineOf(server, 'nope')
    expect(line).toMatchObject({ level: 'info', status: 404 })
    expect(line).not.toHaveProperty('stack')
    await ask(server.port, request('PROPFIND /nope', ['X-Request-Id: method']))
    expect(await lineOf(server, 'method')).toMatchObject({ level: 'info', status: 501 })
  })

  test('J7: a bug is, with its stack, under the id that the client is told', async () => {
    const answer = await ask(server.port, request('POST /api/todos', [json], '{"title":"throw an error"}'))
    const id = answer.headers.get('x-request-id') ?? 'none'
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 500, requestId: id })
    expect(await lineOf(server, id)).toMatchObject({ level: 'error', status: 500 })
    const failure = server.lines.find((line) => line.includes(id) && line.includes('"stack"')) ?? '{}'
    expect(JSON.parse(failure)).toMatchObject({ level: 'error', stack: expect.stringMatching(/ at .*\.js:\d+/) })
  })

  test('J10: nothing in the log colours a pipe', () => {
    expect(server.lines.join('\n')).not.toContain('\u001b')
    for (const line of server.lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String) })
  })
})

describe('J8: a request id', () => {
  let server: RunningServer

  beforeAll(async () => {
    server = await project.start({ RATE_LIMIT_MAX: '1000000' })
  })

  afterAll(() => server.stop())

  test.each(['abc-1', 'A.b_c-9', 'x'.repeat(64)])('%s is kept and answered', async (id) => {
    const answer = await ask(server.port, get('/nope', `X-Request-Id: ${id}`))
    expect(answer.headers.get('x-request-id')).toBe(id)
    expect(JSON.parse(answer.body.toString()).requestId).toBe(id)
    await lineOf(server, id)
  })

  test.each([
    ['long', 'x'.repeat(65)],
    ['very long', 'x'.repeat(5000)],
    ['with a space', 'a b'],
    ['with quotes', '"a"'],
    ['with a brace', '{a}'],
    ['with a tab', 'a\tb'],
    ['with a letter beyond ASCII', 'é'],
    ['that is empty', ''],
  ])('%s is replaced', async (_what, id) => {
    const answer = await ask(server.port, Buffer.from(get('/nope', `X-Request-Id: ${id}`), 'latin1'))
    const own = answer.headers.get('x-request-id') ?? ''
    expect(own).toMatch(/^[\w.-]{1,64}$/)
    expect(own).not.toBe(id)
    await lineOf(server, own)
  })

  test('said twice is replaced', async () => {
    const answer = await ask(server.port, get('/nope', 'X-Request-Id: a', 'X-Request-Id: b'))
    expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  })

  test('differs for each request that has none', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(server.port, get('/health'))))
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(50)
  })
})

describe('J9: what is no request', () => {
  test.each([
    ['noise', 'oops\r\n\r\n', 400],
    ['headers that are too large', get('/', `X: ${'x'.repeat(20_000)}`), 431],
    ['half a request', 'GET / HTT', 408],
  ])('%s is one line without a stack', async (_what, bytes, status) => {
    const server = await start({ HEADERS_TIMEOUT_MS: '300' })
    const before = server.lines.length
    const answer = await ask(server.port, bytes)
    expect(answer.status).toBe(status)
    await mark(server)
    const [line = '{}', ...rest] = server.lines.slice(before)
    expect(JSON.parse(line)).toEqual({
      time: expect.any(String),
      level: 'info',
      msg: 'request refused',
      requestId: answer.headers.get('x-request-id'),
      status,
      remoteAddress: '127.0.0.1',
    })
    expect(rest).toHaveLength(1)
  })

  test('a connection that is closed because nothing came is no line at all', async () => {
    const server = await start({ HEADERS_TIMEOUT_MS: '300' })
    const before = server.lines.length
    expect(await open(server.port).closed()).toHaveLength(0)
    await mark(server)
    expect(server.lines.slice(before)).toHaveLength(1)
  })

  test('a client that resets an idle connection is no line at all', async () => {
    const server = await start()
    const connection = open(server.port, get('/nope', 'X-Request-Id: before'))
    await connection.next()
    await lineOf(server, 'before')
    const before = server.lines.length
    connection.socket.resetAndDestroy()
    const { socket } = open(server.port)
    await once(socket, 'connect')
    socket.resetAndDestroy()
    await mark(server)
    await mark(server)
    expect(server.lines.slice(before).filter((line) => !line.includes('"mark-'))).toEqual([])
  })
})

describe('levels', () => {
  test('J12: a health check is a matter of debugging', async () => {
    const info = await start()
    const debug = await start({ LOG_LEVEL: 'debug' })
    for (const server of [info, debug]) {
      for (const target of ['/health', '/ready', 'http://a/health?x=1']) await ask(server.port, get(target))
      await mark(server)
    }
    expect(info.lines.filter((line) => /"url":.*(health|ready)/.test(line))).toEqual([])
    const lines = debug.lines.filter((line) => /"url":"(http:\/\/a)?\/(health|ready)/.test(line))
    expect(lines.map((line) => (JSON.parse(line) as Line).level)).toEqual(['debug', 'debug', 'debug'])
  })

  test.each([
    ['error', 1],
    ['warn', 1],
    ['silent', 0],
  ])('J13: LOG_LEVEL=%s leaves out what is less important', async (level, stacks) => {
    const server = await start({ LOG_LEVEL: level })
    await ask(server.port, get('/nope'))
    await ask(server.port, 'oops\r\n\r\n')
    await ask(server.port, request('POST /api/todos', [json], '{"title":"throw an error"}'))
    const code = await server.stop('SIGTERM')
    expect(code).toBe(0)
    const rest = server.lines.slice(1)
    expect(rest.filter((line) => line.includes('"stack"'))).toHaveLength(stacks)
    expect(rest.filter((line) => !line.includes('"level":"error"'))).toEqual([])
  })

  test('N10: LOG_LEVEL=loud stops the start with one line', async () => {
    await expect(project.start({ LOG_LEVEL: 'loud' })).rejects.toThrow(
      /:\nLOG_LEVEL=loud is not valid: it must be [^\n]+$/,
    )
  })
})

/** A folder for a log, gone with the test. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'raw-http-app-log-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const readLines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n')

/** The ids of the requests in a log, in order. */
const idsOf = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as Line).flatMap(({ msg, requestId }) => (msg === 'request' ? [requestId] : []))

describe('ACCESS_LOG', () => {
  test('J14: has the lines of requests, behind those it had', async () => {
    const file = join(folder(), 'access.log')
    writeFileSync(file, '{"msg":"request","requestId":"earlier"}\n')
    const server = await start({ ACCESS_LOG: file })
    for (const id of ['one', 'two']) await ask(server.port, get('/nope', `X-Request-Id: ${id}`))
    expect(await server.stop('SIGTERM')).toBe(0)
    expect(idsOf(readLines(file))).toEqual(['earlier', 'one', 'two'])
    expect(readLines(file).filter((line) => !line.includes('"request"'))).toEqual([])
  })

  test('J15: is reopened on SIGHUP, and no line is lost', async () => {
    const file = join(folder(), 'access.log')
    const server = await start({ ACCESS_LOG: file })
    const sent: string[] = []
    const send = async () => {
      sent.push(`r${sent.length}`)
      await ask(server.port, get('/nope', `X-Request-Id: ${sent.at(-1)}`))
    }
    for (let round = 1; round <= 3; round += 1) {
      for (let count = 0; count < 20; count += 1) await send()
      renameSync(file, `${file}.${round}`)
      server.process.kill('SIGHUP')
      while (!existsSync(file)) await send()
    }
    await send()
    expect(await server.stop('SIGTERM')).toBe(0)
    const rotated = [1, 2, 3].flatMap((round) => idsOf(readLines(`${file}.${round}`)))
    expect([...rotated, ...idsOf(readLines(file))]).toEqual(sent)
    expect(idsOf(server.lines)).toEqual(sent)
  })

  test('J15: that cannot be reopened does not stop the server', async () => {
    const path = folder()
    const file = join(path, 'logs.d')
    const server = await start({ ACCESS_LOG: file })
    rmSync(file)
    execFileSync('mkdir', [file])
    server.process.kill('SIGHUP')
    await server.line(/access log: cannot be reopened/)
    expect((await ask(server.port, get('/nope'))).status).toBe(404)
  })

  test.each(['/nowhere/access.log', '/'])('N10: %s stops the start with one line', async (path) => {
    await expect(project.start({ ACCESS_LOG: path })).rejects.toThrow(
      /:\nACCESS_LOG=\S+ is not valid: it must be [^\n]+$/,
    )
  })

  test('J11: on a full disk never stops serving, and goes on when there is room', async (context) => {
    const path = folder()
    if (!mounts(path)) return context.skip('needs to mount a small disk')
    const file = join(path, 'access.log')
    const filler = join(path, 'filler')
    writeFileSync(filler, Buffer.alloc(56 * 1024))
    const server = await start({ ACCESS_LOG: file })
    for (let count = 0; count < 100; count += 1) {
      expect((await ask(server.port, get('/nope', `X-Request-Id: full-${count}`))).status).toBe(404)
    }
    await server.line(/access log: cannot be written: ENOSPC/)
    rmSync(filler)
    // What could not be written waits, and is tried again.
    let id = 0
    do {
      id += 1
      await ask(server.port, get('/nope', `X-Request-Id: room-${id}.`))
    } while (!readFileSync(file, 'utf8').includes('room-'))
    expect(await server.stop('SIGTERM')).toBe(0)
    expect(idsOf(readLines(file)).slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => `full-${index}`))
    expect(server.lines.filter((line) => line.includes('ENOSPC')).length).toBeLessThan(10)
  })

  test.skipIf(!existsSync('/dev/full'))('J11: that never takes a line says so, and never stops serving', async () => {
    const server = await start({ ACCESS_LOG: '/dev/full' })
    for (let count = 0; count < 300; count += 1) {
      const bytes = get(`/nope?${'x'.repeat(2000)}`, `User-Agent: ${'x'.repeat(2000)}`)
      expect((await ask(server.port, bytes)).status).toBe(404)
    }
    await server.line(/access log: cannot be written: ENOSPC/)
    expect(server.lines.filter((line) => line.includes('ENOSPC'))).toHaveLength(1)
    expect(await server.stop('SIGTERM')).toBe(0)
  })
})

describe('J11: stdout', () => {
  test('that nobody reads any more never stops serving, nor the end', async () => {
    const server = await start()
    server.process.stdout?.destroy()
    for (let count = 0; count < 100; count += 1) expect((await ask(server.port, get('/nope'))).status).toBe(404)
    expect((await ask(server.port, request('POST /api/todos', [json], '{"title":"throw an error"}'))).status).toBe(500)
    expect(await server.stop('SIGTERM')).toBe(0)
  })

  test('and stderr that are both closed never stop serving', async () => {
    const server = await start()
    server.process.stdout?.destroy()
    server.process.stderr?.destroy()
    for (let count = 0; count < 20; count += 1) expect((await ask(server.port, get('/nope'))).status).toBe(404)
    expect((await ask(server.port, request('POST /api/todos', [json], '{"title":"throw an error"}'))).status).toBe(500)
    expect(await server.stop('SIGTERM')).toBe(0)
  })

  test('whose reader stands still never stops serving, and is told what it missed', async () => {
    const server = await start()
    const stdout = server.process.stdout as Readable
    stdout.pause()
    const bytes = get(`/nope?${'x'.repeat(2000)}`, `User-Agent: ${'x'.repeat(2000)}`)
    for (let count = 0; count < 600; count += 1) expect((await ask(server.port, bytes)).status).toBe(404)
    stdout.resume()
    await server.line(/stdout: \d+ lines were dropped/)
  })
})

/** Makes a folder a disk of 64 KiB until the test is over, where that is allowed. */
function mounts(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return false
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', path]))
  return true
}
