// What the features cost at the least: bare.mjs with the headers, the log line, the request id, the ETag and the count
// of the rate limit that the generated server gives the same answer, written out by hand for one request. It checks,
// redacts and bounds nothing, and takes no settings.
import { hash, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { host, port, rateLimit } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()
const counts = new Map()
let lines = []
const batchMs = 100
const constantHeaders = [
  ...['Access-Control-Allow-Origin', '*'],
  ...['Access-Control-Expose-Headers', 'ETag, Link, Location, Retry-After, X-Request-Id, RateLimit, RateLimit-Policy'],
  ...['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ...['Cross-Origin-Opener-Policy', 'same-origin'],
  ...['Origin-Agent-Cluster', '?1'],
  ...['Referrer-Policy', 'no-referrer'],
  ...['X-DNS-Prefetch-Control', 'off'],
  ...['X-Frame-Options', 'DENY'],
  ...['X-Permitted-Cross-Domain-Policies', 'none'],
  ...['X-XSS-Protection', '0'],
  ...['Cross-Origin-Resource-Policy', 'cross-origin'],
  ...['X-Content-Type-Options', 'nosniff'],
  ...['RateLimit-Policy', `"default";q=${rateLimit.max};w=60`],
  ...['Content-Type', 'application/json; charset=utf-8'],
  ...['Cache-Control', 'no-cache'],
]

createServer((req, res) => {
  const begun = performance.now()
  const requestId = randomUUID()
  const client = req.socket.remoteAddress
  const count = (counts.get(client) ?? 0) + 1
  counts.set(client, count)
  const body = JSON.stringify(todos.get(Number(req.url.slice('/api/todos/'.length))))
  const bytes = Buffer.byteLength(body)
  res.on('close', () => log(req, { requestId, status: res.statusCode, ms: performance.now() - begun, bytes }))
  res.writeHead(200, [
    ...constantHeaders,
    ...['X-Request-Id', requestId],
    ...['RateLimit', `"default";r=${rateLimit.max - count};t=60`],
    ...['ETag', `"${hash('sha1', body, 'base64url')}"`],
    ...['Content-Length', bytes],
  ])
  res.end(body)
}).listen(port, host)

function log({ method, url, headers, socket }, { requestId, status, ms, bytes }) {
  if (lines.length === 0) setTimeout(flush, batchMs)
  const line = {
    time: new Date().toISOString(),
    level: 'info',
    msg: 'request',
    requestId,
    method,
    url,
    status,
    durationMs: Math.round(ms * 100) / 100,
    bytes,
    remoteAddress: socket.remoteAddress,
    userAgent: headers['user-agent'] ?? null,
  }
  lines.push(`${JSON.stringify(line)}\n`)
}

function flush() {
  writeSync(1, lines.join(''))
  lines = []
}
