import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from './answers.ts'
import { ask, open, request } from './connection.ts'
import { descriptors, isTold } from './process-state.ts'
import type { RunningServer } from './server.ts'
import { makeStaticProject, type StaticProject } from './static-project.ts'

let project: StaticProject
let server: RunningServer

const script = 'console.log("the same, again and again")\n'.repeat(200)
// Hardly compressible: what is sent of it is long.
const noise = Buffer.alloc(1_048_576)
for (let at = 0, state = 1; at < noise.length; at += 4) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  noise.writeUInt32LE(state, at)
}

beforeAll(async () => {
  project = makeStaticProject(['compression', 'cors', 'docs', 'graceful-shutdown', 'logging'], {
    // A copy is shared at once.
    'src/routes/files/small-files.ts': (text) => text.replace('settledMs = 2000', 'settledMs = -1000'),
  })
  project.put('app.js', script)
  project.put('copied.js', script)
  project.put('copied.js.gz', zlib.gzipSync('the copy'))
  project.put('photo.png', script)
  project.put('noise.txt', noise.toString('base64'))
  project.put('long.txt', noise.toString('base64').repeat(24)) // too long for the buffers of a connection
  server = await project.start({ CORS_ORIGIN: 'https://a.example' })
})

afterAll(() => project.remove())

const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)

function decoded({ headers, body }: Answer): string {
  const coding = headers.get('content-encoding')
  if (coding === 'br') return String(zlib.brotliDecompressSync(body))
  if (coding === 'gzip') return String(zlib.gunzipSync(body))
  expect(coding).toBeUndefined()
  return String(body)
}

/** Beside the one the client may have by the header's own rules, `zstd` is what a newer Node prefers. */
const accepts: readonly [header: string, coding: string | undefined][] = [
  ['Accept-Encoding: gzip, deflate, br', 'br'],
  ['Accept-Encoding: gzip;q=1.0, br;q=0.999', 'gzip'],
  ['Accept-Encoding:gzip ; q=0.5 ,\tbr;q=0.4', 'gzip'],
  ['accept-encoding: GZIP', 'gzip'],
  ['Accept-Encoding: ,,gzip,,', 'gzip'],
  ['Accept-Encoding: gzip\r\nAccept-Encoding: br', 'br'],
  ['Accept-Encoding: *;q=0.1, gzip;q=0, zstd;q=0', 'br'],
  ['Accept-Encoding: identity;q=0, *;q=0, br;q=0.001', 'br'],
  [`Accept-Encoding: ${Array.from({ length: 1000 }, (_, index) => `x${index}`).join()}, gzip`, 'gzip'],
  ['Accept-Encoding: identity;q=0', undefined],
  ['Accept-Encoding: *;q=0', undefined],
  ['Accept-Encoding: identity;q=1, br;q=0.5', undefined],
  ['Accept-Encoding: gzip;q=0', undefined],
  ['Accept-Encoding: gzip;q=0.0000', undefined],
  ['Accept-Encoding: gzip;q=2', undefined],
  ['Accept-Encoding: gzip;q=-1', undefined],
  ['Accept-Encoding: gzip;q=', undefined],
  ['Accept-Encoding: gzip;q=1e-1', undefined],
  ['Accept-Encoding: br2, xgzip, "gzip"', undefined],
  ['Accept-Encoding: __proto__, constructor', undefined],
  ['Accept-Encoding:', undefined],
  ['X-Nothing: 1', undefined],
]

describe.each(['/app.js', '/docs'])('%s', (target) => {
  test.each(accepts.map(([header, coding]) => ({ sent: header.slice(0, 60), header, coding })))(
    'for $sent goes out in $coding',
    async ({ header, coding }) => {
      const plain = await ask(server.port, get(target))
      const answer = await ask(server.port, get(target, header))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-encoding')).toBe(coding)
      expect(decoded(answer)).toBe(String(plain.body))
      expect(answer.headers.get('vary')).toBe('Origin, Accept-Encoding')
      expect(answer.headers.get('content-length')).toBe(coding ? undefined : String(plain.body.length))
      const etag = plain.headers.get('etag') ?? ''
      expect(answer.headers.get('etag')).toBe(coding ? etag.replace(/"$/, `-${coding}"`) : etag)

      const head = await ask(server.port, request(`HEAD ${target}`, [header]))
      const kept = (lines: readonly string[]) =>
        lines.filter((line) => !/^(?:date|x-request-id|transfer-encoding):/i.test(line)).sort()
      expect(kept(head.lines)).toEqual(kept(answer.lines))
    },
  )

  test('is not sent again to who has it in that coding, and is to who has it in another', async () => {
    const tags = new Map<string, string>()
    for (const coding of ['identity', 'gzip', 'br']) {
      const { headers } = await ask(server.port, get(target, `Accept-Encoding: ${coding}`))
      tags.set(coding, headers.get('etag') ?? '')
    }
    expect(new Set(tags.values()).size).toBe(3)
    for (const [wanted, tag] of tags) {
      for (const [had, known] of tags) {
        const answer = await ask(server.port, get(target, `Accept-Encoding: ${wanted}`, `If-None-Match: "x", ${known}`))
        expect([wanted, had, answer.status]).toEqual([wanted, had, wanted === had ? 304 : 200])
        expect(answer.headers.get('etag')).toBe(tag)
        expect(answer.headers.get('vary')).toBe('Origin, Accept-Encoding')
        if (answer.status === 304) expect(answer.headers.has('content-encoding')).toBe(false)
      }
      expect((await ask(server.port, get(target, `If-Match: ${tag}`))).status).toBe(200)
    }
    expect((await ask(server.port, get(target, 'If-Match: "other-gzip"'))).status).toBe(412)
  })

  test('is closed behind for HTTP/1.0, which has no chunks', async () => {
    const connection = open(server.port, `GET ${target} HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n`)
    const answer = await connection.next()
    expect(answer.headers.get('transfer-encoding')).toBeUndefined()
    expect(decoded(answer)).toBe(String((await ask(server.port, get(target))).body))
  })

  test('keeps its turn among pipelined requests', async () => {
    const wanted = ['gzip', 'identity', 'br', 'gzip']
    const connection = open(server.port, wanted.map((coding) => get(target, `Accept-Encoding: ${coding}`)).join(''))
    for (const coding of wanted) {
      const answer = await connection.next()
      expect(answer.headers.get('content-encoding') ?? 'identity').toBe(coding)
      decoded(answer)
    }
    connection.socket.destroy()
  })
})

describe('what is never compressed', () => {
  test.each([
    ['a part', get('/app.js', 'Accept-Encoding: gzip', 'Range: bytes=1-3'), 206],
    ['what lies past the end', get('/app.js', 'Accept-Encoding: gzip', 'Range: bytes=999999-'), 416],
    ['a picture', get('/photo.png', 'Accept-Encoding: gzip'), 200],
    ['a small file', get('/name.txt', 'Accept-Encoding: gzip'), 200],
    ['an error', get('/no/such/page', 'Accept-Encoding: gzip'), 404],
    ['what a cookie is shown', get('/docs', 'Accept-Encoding: gzip', 'Cookie: a=1'), 200],
    ['what credentials are shown', get('/docs', 'Accept-Encoding: gzip', 'Authorization: Bearer x'), 200],
  ])('%s', async (_, bytes, status) => {
    const answer = await ask(server.port, bytes)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-encoding')).toBeUndefined()
    expect(answer.headers.get('content-length')).toBe(String(answer.body.length))
  })

  test('what a copy lies beside of, if the client takes it', async () => {
    const copied = await ask(server.port, get('/copied.js', 'Accept-Encoding: br, gzip'))
    expect(decoded(copied)).toBe('the copy')
    const other = await ask(server.port, get('/copied.js', 'Accept-Encoding: br'))
    expect(decoded(other)).toBe(script)
    expect(other.headers.get('vary')).toBe('Origin, Accept-Encoding')
  })

  test('a part of another coding than the client has', async () => {
    const tagOf = async (coding: string) =>
      (await ask(server.port, get('/app.js', `Accept-Encoding: ${coding}`))).headers.get('etag') ?? ''
    const range = (...headers: string[]) =>
      ask(server.port, get('/app.js', 'Accept-Encoding: gzip', 'Range: bytes=0-2', ...headers))
    expect((await range(`If-Range: ${await tagOf('identity')}`)).body.toString()).toBe('con')
    const whole = await range(`If-Range: ${await tagOf('gzip')}`)
    expect([whole.status, decoded(whole)]).toEqual([200, script])
    expect((await range(`If-Match: ${await tagOf('gzip')}`)).status).toBe(412)
  })
})

test('a long answer arrives whole, and the log counts what was sent', async () => {
  const answer = await ask(server.port, get('/noise.txt', 'Accept-Encoding: gzip', 'X-Request-Id: counted'))
  expect(decoded(answer)).toBe(noise.toString('base64'))
  const { bytes } = JSON.parse(await server.line(/"requestId":"counted"/)) as { bytes: number }
  expect(bytes).toBe(answer.body.length)
})

test('a large file that was replaced by one as long and as old is compressed once more', async () => {
  for (const letter of ['a', 'a', 'b']) {
    const content = letter.repeat(100_000)
    project.put('replaced.js', content)
    const answer = await ask(server.port, get('/replaced.js', 'Accept-Encoding: gzip'))
    expect(answer.headers.get('etag')).toMatch(/^W\/"[\w-]+-gzip"$/)
    expect(decoded(answer)).toBe(content)
  }
})

/** Begins a download and reads no more than its first bytes. */
async function begin(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {}) // a reset is what some of them are for
  socket.write(get('/long.txt', 'Accept-Encoding: gzip'))
  await once(socket, 'readable')
  return socket
}

test('one long file for forty clients at once leaves threads to read files', async () => {
  const many = Array.from({ length: 40 }, () => open(server.port, get('/noise.txt', 'Accept-Encoding: br')))
  const answers = many.map(({ next }) => next())
  expect((await ask(server.port, get('/name.txt'))).status).toBe(200)
  const codings = (await Promise.all(answers)).map(({ headers }) => headers.get('content-encoding'))
  for (const { socket } of many) socket.destroy()
  expect(new Set(codings)).toEqual(new Set(['br'])) // one encoder works for all of them
})

describe.runIf(isTold)('downloads that are given up', () => {
  const openFiles = () => descriptors(server).filter((path) => path.startsWith(project.at('')))

  test('leave no file open and no encoder at work', async () => {
    const sockets: Socket[] = []
    // One by one, until as many are compressed as may be and the next one goes out as it is.
    const codingOf = async () => {
      const head = request('HEAD /long.txt', ['Accept-Encoding: gzip'])
      return (await ask(server.port, head, 'HEAD')).headers.get('content-encoding')
    }
    while ((await codingOf()) === 'gzip' && sockets.length < 64) sockets.push(await begin())
    expect(sockets).toHaveLength(2)
    await expect.poll(openFiles).toHaveLength(2) // that of the last answer is closed a moment behind it
    for (const [index, socket] of sockets.entries()) {
      if (index % 2 === 0) socket.destroy()
      else socket.resetAndDestroy()
    }
    await expect.poll(openFiles).toEqual([])
    await expect.poll(codingOf).toBe('gzip')
  })

  test('nor do those given up before they began', async () => {
    const sockets = Array.from({ length: 50 }, () => connect(server.port, '127.0.0.1'))
    for (const socket of sockets) {
      socket.write(get('/long.txt', 'Accept-Encoding: br').repeat(2), () => socket.destroy())
    }
    await Promise.all(sockets.map((socket) => once(socket, 'close')))
    await expect.poll(openFiles).toEqual([])
    expect((await ask(server.port, get('/name.txt'))).status).toBe(200)
  })
})

test('a signal lets a compressed download come to its end', async () => {
  const other = await project.start()
  const connection = open(other.port, get('/noise.txt', 'Accept-Encoding: gzip'))
  await once(connection.socket, 'data')
  const exited = once(other.process, 'exit')
  other.process.kill('SIGTERM')
  const answer = await connection.next()
  expect(decoded(answer).length).toBe(noise.toString('base64').length)
  expect(await exited).toEqual([0, null])
})
