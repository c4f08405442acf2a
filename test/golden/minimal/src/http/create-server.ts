import { createServer as createHttpServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Config } from '../config.ts'
import { limitConnections } from './connections.ts'
import { HttpError, problemOf } from './errors.ts'
import { dropSlowReaders } from './slow-readers.ts'

export type Listener = RequestListener

const idleMs = 60_000
const lingerMs = 2_000

/** A node:http server that bounds what a client can hold, and answers what never becomes a request. */
export function createServer(config: Config, listener: Listener): Server {
  const server = createHttpServer({
    headersTimeout: config.headersTimeoutMs,
    requestTimeout: config.requestTimeoutMs,
    keepAliveTimeout: config.keepAliveTimeoutMs,
    requireHostHeader: false, // checkRequest does it, and answers as everything else is answered
    connectionsCheckingInterval: Math.min(1000, config.headersTimeoutMs), // Node looks every 30 s by itself
  })
  server.maxHeadersCount = 0 // otherwise Node drops what exceeds it in silence; 16 KiB bound them all the same
  // Drops a connection on which nothing moves, and none before the time for its request is up.
  server.timeout = Math.max(idleMs, config.requestTimeoutMs + lingerMs)

  limitConnections(server, config)
  dropSlowReaders(server)

  const answers = new WeakMap<Duplex, ServerResponse>()
  const refused = new WeakSet<Duplex>()
  const serve: Listener = (req, res) => {
    if (refused.has(req.socket)) return // what comes behind "Connection: close" is not acted on (RFC 9112 section 9.6)
    answers.set(req.socket, res)
    // Node loses what came after an upgrade in one piece, so what follows may be the rest of a body: close before that.
    if (req.headers.upgrade !== undefined) res.shouldKeepAlive = false
    listener(req, res)
  }
  server.on('request', serve)
  // Without this listener Node asks for every body; readBody does it for those that will be read.
  server.on('checkContinue', serve)
  server.on('checkExpectation', serve)
  server.on('clientError', (error, socket) => {
    // Node reports what it cannot parse once more with every piece, and what comes behind "Connection: close".
    if (refused.has(socket) || ('code' in error && error.code === 'HPE_CLOSED_CONNECTION')) return
    refused.add(socket)
    refuse(socket, statusOf(error), answers.get(socket))
  })
  server.on('connect', (_req, socket) => {
    socket.on('error', () => socket.destroy()) // Node lets go of this socket: nobody else listens
    refuse(socket, 501, answers.get(socket))
  })
  return server
}

/** The status for what Node's parser and timers report (https://nodejs.org/api/http.html#event-clienterror). */
function statusOf(error: NodeJS.ErrnoException): number {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    case 'HPE_HEADER_OVERFLOW':
      return 431
    default:
      return 400
  }
}

/** Writes an answer to a socket that has no request, once the answers before it are out, and closes it. */
function refuse(socket: Duplex, status: number, current?: ServerResponse): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const first = current && awaitedOf(current)
  if (first) {
    current.once(first, () => refuse(socket, status, first === 'socket' ? current : undefined))
    return
  }
  const problem = problemOf(new HttpError(status))
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${status} ${problem.title}`,
      `Date: ${new Date().toUTCString()}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
  // A client that goes on writing must be able to read this first; one that stays is dropped.
  setTimeout(() => socket.destroy(), lingerMs).unref()
}

/** What happens first to the latest answer: behind others it gets its turn, and one that is due is sent. */
function awaitedOf(res: ServerResponse): 'socket' | 'finish' | undefined {
  if (res.writableFinished) return undefined
  if (res.socket === null) return 'socket'
  return res.req.complete || res.headersSent ? 'finish' : undefined
}
