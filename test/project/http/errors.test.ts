import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from './answers.ts'
import { ask, request } from './connection.ts'
import { makeFaultyProject } from './faulty-project.ts'
import { play, type Row } from './rows.ts'
import type { Project, RunningServer } from './server.ts'

const json = 'Content-Type: application/json'
const get = (target: string, ...headers: string[]) => request(`GET ${target}`, headers)
const post = (title: string) => request('POST /api/todos', [json], JSON.stringify({ title }))
const secret = /hunter2|password|ENOENT|node_modules|\/dist\/|\.js:\d|at async|stack/

/** Every kind of thing that code can throw. */
const kinds = [
  'an error',
  'an error with a code',
  'an error with a status',
  'an error with a cause',
  'an error with line breaks',
  'a text',
  'nothing',
  'null',
  'a number',
  'a symbol',
  'a circle',
  'an object without a prototype',
]

describe.each([
  ['with the request log', ['logging', 'cors', 'security-headers']],
  ['without it', []],
])('an error, %s', (name, features) => {
  const logged = name === 'with the request log'
  let project: Project
  let server: RunningServer

  beforeAll(async () => {
    project = makeFaultyProject(features)
    server = await project.start()
  })

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  test.each(kinds.flatMap((kind) => [`throw ${kind}`, `reject ${kind}`]))(
    'K4 K5: a store that fails is a bare 500: %s',
    async (title) => {
      let answer: Answer | undefined
      await play(
        {
          id: 'K4',
          what: title,
          send: post(title),
          status: 500,
          connection: 'open',
          check(received) {
            answer = received
          },
        },
        server.port,
      )
      const body = answer?.body.toString() ?? ''
      expect(body).not.toMatch(secret)
      expect(String(answer?.lines)).not.toMatch(secret)
      const { requestId, ...problem } = JSON.parse(body) as Record<string, unknown>
      const instance = '/api/todos'
      expect(problem).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500, instance })
      expect(requestId).toBe(answer?.headers.get('x-request-id'))
      if (logged) {
        const line = await server.line(new RegExp(`"level":"error".*"requestId":"${requestId}".*"stack"`))
        if (/error|text|symbol/.test(title)) expect(JSON.parse(line)).toMatchObject({ stack: /hunter2/ })
      }
    },
  )
})

describe('problem details', () => {
  let project: Project
  let server: RunningServer

  beforeAll(async () => {
    project = makeFaultyProject(['cors', 'rate-limit', 'health'])
    server = await project.start({ REQUEST_TIMEOUT_MS: '300', RATE_LIMIT_MAX: '100000' })
    expect((await ask(server.port, post('taken'))).status).toBe(201)
  })

  afterAll(async () => {
    await server.stop()
    project.remove()
  })

  const rows: readonly (Row & { readonly title: string })[] = [
    { id: 'K1', what: 'a target', send: get('/%zz'), status: 400, title: 'Bad Request' },
    { id: 'K1', what: 'a query', send: get('/api/todos?limit=x'), status: 400, title: 'Bad Request' },
    { id: 'K1', what: 'a body', send: request('POST /api/todos', [json], '{'), status: 400, title: 'Bad Request' },
    {
      id: 'K1',
      what: 'a form from another site',
      send: request(
        'POST /api/todos',
        ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: cross-site'],
        'title=a',
      ),
      status: 403,
      title: 'Forbidden',
    },
    { id: 'K1', what: 'a path', send: get('/nope'), status: 404, title: 'Not Found' },
    { id: 'K1', what: 'a member', send: get('/api/todos/99'), status: 404, title: 'Not Found' },
    { id: 'K1', what: 'a method', send: request('PUT /api/todos'), status: 405, title: 'Method Not Allowed' },
    { id: 'K1', what: 'a value that is taken', send: post('taken'), status: 409, title: 'Conflict' },
    {
      id: 'K1',
      what: 'a condition',
      send: request('DELETE /api/todos/1', ['If-Match: "stale"']),
      status: 412,
      title: 'Precondition Failed',
    },
    {
      id: 'K1 K2',
      what: 'a body that is too large',
      send: request('POST /api/todos', [json, 'Content-Length: 99999999']),
      status: 413,
      title: 'Content Too Large',
    },
    {
      id: 'K1',
      what: 'a type of body',
      send: request('POST /api/todos', ['Content-Type: text/plain'], 'a'),
      status: 415,
      title: 'Unsupported Media Type',
    },
    {
      id: 'K1',
      what: 'a range',
      send: get('/style.css', 'Range: bytes=99999-'),
      status: 416,
      title: 'Range Not Satisfiable',
    },
    {
      id: 'K1',
      what: 'an expectation',
      send: get('/api/todos', 'Expect: much'),
      status: 417,
      title: 'Expectation Failed',
    },
    { id: 'K1', what: 'a bug', send: post('throw an error'), status: 500, title: 'Internal Server Error' },
    {
      id: 'K1',
      what: 'a coding',
      send: get('/', 'Transfer-Encoding: gzip, chunked'),
      status: 501,
      title: 'Not Implemented',
    },
    { id: 'K1 L7', what: 'a store that hangs', send: post('hang'), status: 503, title: 'Service Unavailable' },
    {
      id: 'K1',
      what: 'a version',
      send: 'GET / HTTP/2.0\r\nHost: a\r\n\r\n',
      status: 505,
      title: 'HTTP Version Not Supported',
    },
    { id: 'K1 K12', what: 'what is no request', send: 'nonsense\r\n\r\n', status: 400, title: 'Bad Request' },
    {
      id: 'K1 K12',
      what: 'headers that are too large',
      send: get('/', `X: ${'x'.repeat(20_000)}`),
      status: 431,
      title: 'Request Header Fields Too Large',
    },
    {
      id: 'K1 K12',
      what: 'headers that do not end',
      send: 'GET / HTTP/1.1\r\n',
      status: 408,
      title: 'Request Timeout',
    },
  ]

  test.each(rows)('$id: $status for $what', async ({ title, ...row }) => {
    await play(
      {
        ...row,
        check(answer) {
          const problem = JSON.parse(answer.body.toString()) as Record<string, unknown>
          expect(problem).toMatchObject({ type: 'about:blank', title, status: answer.status })
          expect(answer.headers.get('x-content-type-options') ?? 'nosniff').toBe('nosniff')
        },
      },
      server.port,
    )
  })

  test('K1 I1: 429 for too many', async () => {
    const strict = await project.start({ RATE_LIMIT_MAX: '1' })
    expect((await ask(strict.port, get('/api/todos'))).status).toBe(200)
    const { status, headers, body } = await ask(strict.port, get('/api/todos'))
    expect([status, headers.get('content-type')]).toEqual([429, 'application/problem+json'])
    expect(JSON.parse(body.toString())).toMatchObject({ title: 'Too Many Requests', status: 429 })
    await strict.stop()
  })

  test('K1 D25: never 406: a client that accepts no JSON gets JSON', async () => {
    for (const accept of ['application/xml', '*/*;q=0', 'application/json;q=0', ';;;', 'x'.repeat(5000)]) {
      expect((await ask(server.port, get('/api/todos', `Accept: ${accept}`))).status).toBe(200)
    }
  })

  test('K3: nothing in it is built from the Host', async () => {
    for (const target of ['/nope', '/api/todos/99', '/sub', 'http://evil.example/nope']) {
      const answer = await ask(
        server.port,
        `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n`,
      )
      expect(String(answer.lines) + answer.body).not.toContain('evil.example')
    }
  })
})
