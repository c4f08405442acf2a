import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { ask, open, request } from './connection.ts'
import { makeProject, type Project } from './server.ts'

let project: Project

beforeAll(() => {
  project = makeProject(answersFor(realPack, ['resource'], 20))
})

afterAll(() => project.remove())

const json = 'Content-Type: application/json'

describe('a slow client', () => {
  const short = { HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600' }

  test.each([
    { id: 'L1', what: 'half a header', send: 'GET / HTTP/1.1\r\nHost: a\r\nX:' },
    {
      id: 'L2',
      what: 'half a body',
      send: request('POST /api/todos', [json, 'Content-Length: 100']).concat('{"title'),
    },
    {
      id: 'L2',
      what: 'half a chunk',
      send: request('POST /api/todos', [json, 'Transfer-Encoding: chunked']).concat('5\r\nab'),
    },
  ])('$id: that sends $what is answered 408 and dropped', async ({ send }) => {
    const server = await project.start(short)
    const connection = open(server.port, send)
    const answer = await connection.next()
    expect(answer.status).toBe(408)
    expect(answer.headers.get('connection')).toBe('close')
    expect(Number(answer.headers.get('content-length'))).toBe(answer.body.length)
    await connection.closed()
    expect((await ask(server.port, request('GET /api/todos'))).status).toBe(200)
    await server.stop()
  })

  test('L2: that drips a body is answered 408 and dropped', async () => {
    const server = await project.start(short)
    const connection = open(server.port, request('POST /api/todos', [json, 'Content-Length: 1000']))
    const drip = setInterval(() => connection.socket.write('x'), 50)
    expect((await connection.next()).status).toBe(408)
    await connection.closed()
    clearInterval(drip)
    await server.stop()
  })

  const draft = '{"title":"x"}'
  const head = `POST /api/todos HTTP/1.1\r\nHost: a\r\n${json}\r\nContent-Length: ${draft.length}\r\n`

  test.each([
    { what: 'the end of its header', first: head, rest: `\r\n${draft}` },
    { what: 'the rest of its body', first: `${head}\r\n${draft.slice(0, 5)}`, rest: draft.slice(5) },
  ])('L1 L2: that sends $what after its 408 has changed nothing', async ({ first, rest }) => {
    const server = await project.start(short)
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    socket.write(first)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /)
    socket.resume()
    await new Promise((resolve) => socket.write(rest, resolve))
    for (let looks = 0; looks < 20; ) {
      const { status, body } = await ask(server.port, request('GET /api/todos'))
      if (status === 408) continue // on a busy machine these requests can be too slow as well
      expect(JSON.parse(body.toString())).toMatchObject({ total: 0 })
      looks += 1
    }
    socket.destroy()
    await server.stop()
  })

  test('L3: that sends nothing is dropped without a byte, and what it sends then changes nothing', async () => {
    const server = await project.start(short)
    const { port } = server
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})
    let received = 0
    socket.on('data', ({ length }) => {
      received += length
    })
    await once(socket, 'end')
    expect(received).toBe(0)
    await new Promise((resolve) => socket.write(`${head}\r\n${draft}`, resolve))
    for (let looks = 0; looks < 20; looks += 1) {
      expect(JSON.parse((await ask(port, request('GET /api/todos'))).body.toString())).toMatchObject({ total: 0 })
    }
    socket.destroy()
    await server.stop()
  })

  test('L5: that idles is told how long it may and closed', async () => {
    const server = await project.start({ KEEP_ALIVE_TIMEOUT_MS: '1000' })
    const connection = open(server.port, request('GET /api/todos'))
    const answer = await connection.next()
    expect(answer.headers.get('keep-alive')).toBe('timeout=1')
    await connection.closed()
    await server.stop()
  })
})

test('L9: connections beyond the cap are dropped, the others served', async () => {
  const server = await project.start({ MAX_CONNECTIONS: '2' })
  const kept = [open(server.port, request('GET /api/todos')), open(server.port, request('GET /api/todos'))]
  for (const connection of kept) expect((await connection.next()).status).toBe(200)
  await expect(open(server.port, request('GET /api/todos')).next()).rejects.toThrow('closed')
  kept[0]?.socket.write(request('GET /api/todos'))
  expect((await kept[0]?.next())?.status).toBe(200)
  for (const connection of kept) connection.socket.destroy()
  await server.stop()
})

describe('a start', () => {
  test('N1: on a port in use says so in one line and exits 1', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    await expect(project.start({ PORT: String(port) })).rejects.toThrow(
      /port \d+ on 127\.0\.0\.1 is in use: [^\n]*PORT[^\n]*$/,
    )
    other.close()
  })

  test.each([
    ['PORT', 'abc'],
    ['PORT', '3000abc'],
    ['PORT', '-1'],
    ['PORT', 'NaN'],
    ['PORT', '70000'],
    ['PORT', '3.5'],
    ['BODY_LIMIT', '1MB'],
    ['HEADERS_TIMEOUT_MS', '0'],
    ['MAX_CONNECTIONS', '-5'],
  ])('N2 N3 N10: with %s=%s names both in one line and exits 1', async (name, value) => {
    const failed = project.start({ [name]: value })
    await expect(failed).rejects.toThrow(new RegExp(`:\n${name}=${value} is not valid: it must be [^\n]+$`))
  })

  test('N7: on an address of another machine says so in one line', async () => {
    await expect(project.start({ HOST: '192.0.2.1' })).rejects.toThrow(/:\nHOST=192\.0\.2\.1 [^\n]+$/)
  })

  test('N4: takes an empty setting as unset', async () => {
    const server = await project.start({ HOST: '', BODY_LIMIT: '' })
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await server.stop()
  })

  test('N8: under NODE_ENV=production is for every interface', async () => {
    const server = await project.start({ NODE_ENV: 'production' })
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/)
    expect((await ask(server.port, request('GET /api/todos'))).status).toBe(200)
    await server.stop()
  })

  test('N9: on IPv6 prints a URL that works', async () => {
    const server = await project.start({ HOST: '::1' })
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/)
    expect((await fetch(`${server.url}/api/todos`)).status).toBe(200)
    await server.stop()
  })

  test('reads .env, which the environment outweighs', async () => {
    const other = makeProject(answersFor(realPack, ['resource'], 20))
    mkdirSync(other.directory, { recursive: true })
    writeFileSync(join(other.directory, '.env'), 'BODY_LIMIT=20\nPORT=1\n')
    const server = await other.start()
    const body = '{"title":"more than twenty bytes"}'
    expect((await ask(server.port, request('POST /api/todos', [json], body))).status).toBe(413)
    await server.stop()
    other.remove()
  })

  test('lists its routes', async () => {
    const server = await project.start()
    expect(server.lines.join('\n')).toMatch(/PATCH \/api\/todos\/:id/)
    await server.stop()
  })
})
