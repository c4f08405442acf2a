import {
  createServer as createHttpServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type ConnectionHooks, type ConnectionLimits, limitConnections } from './connections.ts'
import { type Context, createContext } from './context.ts'
import { HttpError, problemOf } from './errors.ts'
import { AppResponse } from './response.ts'
import { runSafely } from './run-safely.ts'
import { dropSlowReaders } from './slow-readers.ts'
import { pendingEvent, statusOf, writeProblem } from './socket-response.ts'

/** What app.ts makes: it handles requests, and what never becomes one. */
export interface App extends ConnectionHooks {
  handle(ctx: Context): Promise<void>
  /** Responds to what handle() has thrown. */
  handleError(ctx: Context, error: unknown): void
  /** Called before the response to something that never became a whole request. */
  onRefusal(refusal: Refusal): void
}

/** A response on a socket that has no request, or whose request never came to its end. */
export interface Refusal {
  readonly socket: Duplex
  readonly status: number
  /** The request that did not come to its end, if there was one. */
  readonly unfinished: Context | undefined
  /** More headers for the response. */
  readonly headers: OutgoingHttpHeaders
  /** More members for its problem details. */
  readonly members: Record<string, unknown>
}

/** Milliseconds and numbers of connections, and the path of a proxy in front. */
export interface ServerOptions extends ConnectionLimits {
  readonly basePath: string
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly keepAliveTimeoutMs: number
}

const idleMs = 60_000
const lingerMs = 2_000

/** A node:http server that bounds what a client can hold, and responds to what never becomes a request. */
export function createServer(options: ServerOptions, app: App): Server {
  const requestTimeout = options.requestTimeoutMs
  const server = createHttpServer({
    headersTimeout: options.headersTimeoutMs,
    requestTimeout,
    keepAliveTimeout: options.keepAliveTimeoutMs,
    requireHostHeader: false, // checkRequest does it, and the response is like every other error
    connectionsCheckingInterval: Math.min(1000, options.headersTimeoutMs), // Node's default is 30 s
    ServerResponse: AppResponse,
  })
  server.maxHeadersCount = 0 // otherwise Node drops headers without a word; 16 KiB are the limit all the same
  // Drops a connection on which nothing moves, and none before the time for its request is up.
  server.timeout = Math.max(idleMs, requestTimeout + lingerMs)

  limitConnections(server, options, app)
  dropSlowReaders(server)

  // The latest request of each connection, and the connections that are being closed with an error.
  const latest = new WeakMap<Duplex, Context>()
  const refused = new WeakSet<Duplex>()

  function onRequest(req: IncomingMessage, res: Context['res']): void {
    if (refused.has(req.socket)) return // what follows "Connection: close" is not acted on (RFC 9112 section 9.6)
    const ctx = createContext(req, res, options.basePath)
    latest.set(req.socket, ctx)
    // Node loses what came after an upgrade in one piece, so what follows may be the rest of a body: close before that.
    if (req.headers.upgrade !== undefined) res.shouldKeepAlive = false
    runSafely(ctx, app, options.requestTimeoutMs)
  }

  /** Responds on a socket that has no request, after the responses before, and closes it. */
  function refuse(socket: Duplex, status: number, current?: Context): void {
    // Browsers open connections ahead of use: one on which nothing came is closed without a word.
    if (!socket.writable || (socket instanceof Socket && socket.bytesRead === 0)) {
      socket.destroy()
      return
    }
    const event = current && pendingEvent(current.res)
    if (event) {
      current.res.once(event, () => refuse(socket, status, event === 'socket' ? current : undefined))
      return
    }
    const unfinished = current?.res.writableEnded === false ? current : undefined
    if (unfinished) unfinished.refusedStatus = status
    const refusal: Refusal = { socket, status, unfinished, headers: {}, members: {} }
    app.onRefusal(refusal)
    writeProblem(socket, problemOf(new HttpError(status, '', {}, refusal.members)), refusal.headers)
    // A client that is still writing must be able to read this first; one that stays is dropped.
    setTimeout(() => socket.destroy(), lingerMs).unref()
  }

  server.on('request', onRequest)
  // Without this listener Node would ask for every body: what reads one does that.
  server.on('checkContinue', onRequest)
  server.on('checkExpectation', onRequest)
  server.on('clientError', (error, socket) => {
    // Node reports what it cannot parse once more with every piece, and what follows "Connection: close".
    if (refused.has(socket) || ('code' in error && error.code === 'HPE_CLOSED_CONNECTION')) return
    refused.add(socket)
    refuse(socket, statusOf(error), latest.get(socket))
  })
  server.on('connect', (_req, socket) => {
    socket.on('error', () => socket.destroy()) // Node lets go of this socket: nobody else listens
    refuse(socket, 501, latest.get(socket))
  })
  return server
}
