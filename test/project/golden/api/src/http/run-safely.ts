import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Context } from './context.ts'
import { HttpError } from './errors.ts'

const mostWaiting = 16
const waiting = new WeakMap<Socket, number>()

interface Handlers {
  readonly handle: (ctx: Context) => Promise<void>
  readonly handleError: (ctx: Context, error: unknown) => void
  readonly longestTimeoutMs: number
}

/**
 * Handles a request so that it always ends: whatever is thrown or rejected goes to handleError(), and so does a 503
 * when a handler has not begun to respond `timeoutMs` after the whole request was there.
 */
export function runSafely(ctx: Context, handlers: Handlers, timeoutMs: number): void {
  const { req, res } = ctx
  if (res.socket === null) {
    // Pipelined after another. If the connection closes before its turn, it is never begun: Node would not even report
    // that the client has left, and an opened file would stay open.
    waitForTurn(req, res, () => runSafely(ctx, handlers, timeoutMs))
    return
  }
  // Node still parses what had arrived before the connection broke, and would take a response to it for another's.
  if (res.socket.destroyed) return
  // Writing to a client that has left is not an error of ours; writing after the end of a response is.
  res.on('error', (error) => {
    if (!res.destroyed) handlers.handleError(ctx, error)
  })
  // Otherwise a slow body is for the server's request timeout, which is the longest of all.
  let hasOwnLimit = handlers.longestTimeoutMs > timeoutMs
  const onTimeout = () => {
    if (res.headersSent) return
    if (!req.complete && !hasOwnLimit) {
      timer.refresh()
      return
    }
    ctx.isRefused = !req.complete
    const headers = req.complete ? { 'Retry-After': 1 } : { Connection: 'close' }
    handlers.handleError(ctx, new HttpError(req.complete ? 503 : 408, '', headers))
  }
  let timer = setTimeout(onTimeout, timeoutMs)
  const setTimeLimit = (ms: number) => {
    hasOwnLimit = true
    clearTimeout(timer)
    if (ms > 0) timer = setTimeout(onTimeout, ms)
  }

  // A function that is written where a property is assigned would be in V8's old generation, and keep its whole request
  // until the next full collection.
  ctx.setTimeLimit = setTimeLimit
  res.on('close', () => clearTimeout(timer))
  handlers.handle(ctx).catch((error: unknown) => handlers.handleError(ctx, error))
}

/**
 * Begins a request that is pipelined behind others when the responses to them are out (RFC 9112 section 9.3.2). Node
 * reads on while such requests pile up: here the connection is read no further until they have become fewer.
 */
function waitForTurn({ socket }: IncomingMessage, res: ServerResponse, begin: () => void): void {
  const count = (waiting.get(socket) ?? 0) + 1
  waiting.set(socket, count)
  // Once what has arrived is parsed: at the end of each message Node reads on.
  if (count > mostWaiting) process.nextTick(() => isCrowded(socket) && socket.pause())
  res.once('socket', () => {
    waiting.set(socket, (waiting.get(socket) ?? 1) - 1)
    // Not at once, so that other connections have their turn in between.
    if (!isCrowded(socket)) setImmediate(() => socket.isPaused() && socket.resume())
    begin()
  })
}

function isCrowded(socket: Socket): boolean {
  return (waiting.get(socket) ?? 0) > mostWaiting
}
