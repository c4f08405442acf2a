import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError, sendError } from './errors.ts'
import { waitForTurn } from './pipeline.ts'

/**
 * Runs the work of one request so that no throw, no rejection and no forgotten answer gets past: each ends in
 * sendError. A handler that has not begun to answer `timeoutMs` after the request was there is answered for, with 503.
 */
export function settle(req: IncomingMessage, res: ServerResponse, timeoutMs: number, work: () => Promise<void>): void {
  if (res.socket === null) {
    // Pipelined behind another. If the connection closes before its turn, it is never begun: Node would not even tell
    // that the client has gone, and an opened file would stay open.
    waitForTurn(req, res, () => settle(req, res, timeoutMs, work))
    return
  }
  // Node still parses what had arrived before the connection broke, and takes an answer to it for another's.
  if (res.socket.destroyed) return
  // Writing to a client that has gone is no error of ours, writing behind the end of an answer is.
  res.on('error', (error) => {
    if (!res.destroyed) sendError(req, res, error)
  })
  const timer = setTimeout(() => {
    if (!req.complete)
      timer.refresh() // a slow body is for the server's request timeout
    else if (!res.headersSent) sendError(req, res, new HttpError(503, '', { 'Retry-After': 1 }))
  }, timeoutMs)
  res.on('close', () => clearTimeout(timer))
  work().catch((error: unknown) => sendError(req, res, error))
}
