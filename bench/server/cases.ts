import type { LoadRequest } from '../load/load.ts'
import { fileSizes } from '../run/generated-project.ts'

/** A request, and what an answer must be like so that answering it fast counts. */
export interface Case {
  readonly name: string
  readonly title: string
  readonly request: LoadRequest
  /** The request is made conditional with the ETag that its stack answered before. */
  readonly conditional?: true
  readonly answer: {
    readonly status: number
    readonly headers?: Readonly<Record<string, RegExp>>
    /** What is wrong with the body; undefined: nothing. */
    readonly judge?: (body: Buffer) => string | undefined
  }
}

/** Todos that every stack holds from the start. */
export const seeded = 10_000

const item = '/api/todos/4711'
const draft = { title: 'Buy milk', done: false }
const json = /^application\/json/

export const cases: readonly Case[] = [
  {
    name: 'item',
    title: 'GET an item',
    request: get(item),
    answer: { status: 200, headers: { 'content-type': json }, judge: isTodo({ id: 4711, title: 'Todo number 4711' }) },
  },
  {
    name: 'list',
    title: 'GET 20 items of 10,000',
    request: get('/api/todos?page=1&limit=20'),
    answer: { status: 200, headers: { 'content-type': json }, judge: isList },
  },
  {
    name: 'create',
    title: 'POST an item',
    request: send('POST', '/api/todos', draft),
    answer: { status: 201, headers: { location: /^\/api\/todos\/\d+$/ }, judge: isTodo(draft) },
  },
  {
    name: 'replace',
    title: 'PUT an item',
    request: send('PUT', item, draft),
    answer: { status: 200, headers: { 'content-type': json }, judge: isTodo({ id: 4711, ...draft }) },
  },
  {
    name: 'static-1k',
    title: 'GET a file of 1 KiB',
    request: get('/files/small.js'),
    answer: { status: 200, judge: hasBytes(fileSizes.small) },
  },
  {
    name: 'static-1m',
    title: 'GET a file of 1 MiB',
    request: get('/files/large.js'),
    answer: { status: 200, judge: hasBytes(fileSizes.large) },
  },
  {
    name: 'range',
    title: 'GET 1 KiB of a file of 1 MiB',
    request: get('/files/large.js', { Range: 'bytes=1000-2023' }),
    answer: { status: 206, headers: { 'content-range': /^bytes 1000-2023\/1048576$/ }, judge: hasBytes(1024) },
  },
  {
    name: '304',
    title: 'GET an item, not modified',
    request: get(item),
    conditional: true,
    answer: { status: 304, judge: hasBytes(0) },
  },
  { name: '404', title: 'GET what is not there', request: get('/api/nothing'), answer: { status: 404 } },
  {
    name: 'preflight',
    title: 'CORS preflight',
    request: {
      ...get('/api/todos'),
      method: 'OPTIONS',
      headers: {
        Origin: 'https://app.example.com',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    },
    answer: {
      status: 204,
      headers: { 'access-control-allow-origin': /./, 'access-control-allow-methods': /POST/ },
      judge: hasBytes(0),
    },
  },
  {
    name: '413',
    title: 'POST more than the limit',
    request: send('POST', '/api/todos', { title: 'x'.repeat(fileSizes.large) }),
    answer: { status: 413 },
  },
]

function get(path: string, headers: Readonly<Record<string, string>> = {}): LoadRequest {
  return { method: 'GET', path, headers, body: undefined }
}

function send(method: string, path: string, value: object): LoadRequest {
  return { method, path, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) }
}

function isTodo(expected: Readonly<Record<string, unknown>>) {
  return (body: Buffer) => {
    const todo = JSON.parse(body.toString()) as Record<string, unknown>
    const wrong = Object.keys(expected).find((key) => todo[key] !== expected[key])
    return wrong === undefined && Number.isInteger(todo.id) ? undefined : `${body} is not the todo`
  }
}

function isList(body: Buffer): string | undefined {
  const { data, total } = JSON.parse(body.toString()) as { data?: { id: number }[]; total?: number }
  const ids = data?.map(({ id }) => id).join()
  const wanted = Array.from({ length: 20 }, (_, at) => at + 1).join()
  return ids === wanted && total === seeded ? undefined : `${ids} of ${total} are not the first 20 of ${seeded}`
}

function hasBytes(count: number) {
  return (body: Buffer) => (body.length === count ? undefined : `it has ${body.length} bytes, not ${count}`)
}
