import type { Context } from './context.ts'
import { HttpError } from './errors.ts'
import { waitForTurn } from './pipeline.ts'

interface Handlers {
  readonly handle: (ctx: Context) => Promise<void>
  readonly handleError: (ctx: Context, error: unknown) => void
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
  let hasOwnLimit = false
  const onTimeout = () => {
    if (res.headersSent) return
    if (req.complete) handlers.handleError(ctx, new HttpError(503, '', { 'Retry-After': 1 }))
    else if (hasOwnLimit) handlers.handleError(ctx, new HttpError(408, '', { Connection: 'close' }))
    else timer.refresh() // a slow body is for the server's request timeout
  }
  let timer = setTimeout(onTimeout, timeoutMs)
  ctx.setTimeLimit = (ms) => {
    hasOwnLimit = true
    clearTimeout(timer)
    if (ms > 0) timer = setTimeout(onTimeout, ms)
  }
  res.on('close', () => clearTimeout(timer))
  handlers.handle(ctx).catch((error: unknown) => handlers.handleError(ctx, error))
}
