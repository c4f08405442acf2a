// The floor: node:http, a switch, and the least that gives the same answers. No log, no CORS but the preflight, no
// security headers, no rate limit, no validation but that of JSON.parse.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { bodyLimit, host, port, publicFolder } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()

createServer((req, res) => {
  const [path, query] = (req.url ?? '').split('?')
  if (path === '/api/todos') return answerList(req, res, query)
  if (path.startsWith('/api/todos/')) return answerItem(req, res, Number(path.slice('/api/todos/'.length)))
  if (path.startsWith('/files/')) return answerFile(req, res, path)
  answerNotFound(res)
}).listen(port, host)

function answerList(req, res, query) {
  switch (req.method) {
    case 'GET': {
      const parameters = new URLSearchParams(query)
      const page = todos.list(Number(parameters.get('page') ?? 1), Number(parameters.get('limit') ?? 20))
      return sendJson(res, 200, page)
    }
    case 'POST':
      return readBody(req, res, (draft) => {
        const todo = todos.create(draft)
        sendJson(res, 201, todo, { Location: `/api/todos/${todo.id}` })
      })
    case 'OPTIONS':
      res.writeHead(204, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS, POST',
        'Access-Control-Allow-Headers': 'Content-Type',
      })
      return res.end()
    default:
      return answerNotFound(res)
  }
}

function answerItem(req, res, id) {
  const todo = todos.get(id)
  if (todo === undefined) return answerNotFound(res)
  if (req.method === 'GET') {
    const etag = `"${id}"`
    if (req.headers['if-none-match'] === etag) return res.writeHead(304, { ETag: etag }).end()
    return sendJson(res, 200, todo, { ETag: etag })
  }
  readBody(req, res, (draft) => sendJson(res, 200, todos.replace(id, draft)))
}

async function answerFile(req, res, path) {
  const file = join(publicFolder, path)
  const { size } = await stat(file)
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '') ?? []
  const range = first === undefined ? undefined : { start: Number(first), end: Number(last) }
  if (range) {
    const length = range.end - range.start + 1
    res.writeHead(206, { 'Content-Length': length, 'Content-Range': `bytes ${first}-${last}/${size}` })
  } else res.writeHead(200, { 'Content-Length': size })
  createReadStream(file, range).pipe(res)
}

function readBody(req, res, use) {
  if (Number(req.headers['content-length']) > bodyLimit) {
    res.writeHead(413, { Connection: 'close' }).end()
    req.resume()
    return
  }
  const chunks = []
  req.on('data', (chunk) => chunks.push(chunk))
  req.on('end', () => use(JSON.parse(Buffer.concat(chunks).toString())))
}

function answerNotFound(res) {
  sendJson(res, 404, { title: 'Not Found', status: 404 })
}

function sendJson(res, status, value, headers) {
  const body = JSON.stringify(value)
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  })
  res.end(body)
}
