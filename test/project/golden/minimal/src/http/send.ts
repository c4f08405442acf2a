import type { OutgoingHttpHeaders } from 'node:http'
import type { Context } from './context.ts'
import { drainThenClose, hasUnreadBody } from './drain.ts'

/** Responds with content that is known in full. HEAD gets the same headers, and Node leaves out the content. */
export function send(
  ctx: Context,
  status: number,
  contentType: string,
  content: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): void {
  // A string leaves in one write together with the headers; a Buffer would take two.
  const length = Buffer.byteLength(content)
  sendAsIs(ctx, status, { 'Content-Type': contentType, 'Content-Length': length, ...headers }, content)
}

export function sendText(ctx: Context, status: number, text: string, headers?: OutgoingHttpHeaders): void {
  send(ctx, status, 'text/plain; charset=utf-8', text, headers)
}

export function sendJson(ctx: Context, status: number, value: unknown, headers?: OutgoingHttpHeaders): void {
  send(ctx, status, 'application/json; charset=utf-8', JSON.stringify(value), headers)
}

/** Responds without content: 204 and 304, which have no Content-Length either (RFC 9110 section 8.6), and HEAD. */
export function sendEmpty(ctx: Context, status: number, headers: OutgoingHttpHeaders = {}): void {
  sendAsIs(ctx, status, headers)
}

/** Responds with exactly these headers and this content. */
export function sendAsIs(ctx: Context, status: number, headers: OutgoingHttpHeaders, content?: string | Buffer): void {
  const { req, res } = ctx
  if (headers['Connection'] === 'close') res.shouldKeepAlive = false
  if (!hasUnreadBody(res)) {
    res.writeHead(status, headers).end(content)
    return
  }
  res.writeHead(status, { ...headers, Connection: 'close' })
  if (content && req.method !== 'HEAD') res.write(content)
  else res.flushHeaders()
  drainThenClose(res)
}
