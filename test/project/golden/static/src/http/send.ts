import type { OutgoingHttpHeaders } from 'node:http'
import type { Context } from './context.ts'
import { drainThenClose, hasUnreadBody } from './drain.ts'
import { HttpError } from './errors.ts'

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

// A proxy responds with 502 to more headers than it has room for: 4 kB in nginx by default.
const longestLocation = 2000

/**
 * Sends the client to a path of this server, as in `/login?next=/`: 303 after a form, 307 and 308 where the method
 * stays. Other hosts are refused, since a path may be made of what a client has sent.
 */
export function redirect(
  ctx: Context,
  status: 301 | 302 | 303 | 307 | 308,
  path: string,
  headers: OutgoingHttpHeaders = {},
): void {
  // Browsers read a backslash as a slash, and two slashes as the start of a host.
  if (!/^\/(?![/\\])[!-~]*$/.test(path)) throw new Error(`"${path}" is not a path to redirect to`)
  const location = ctx.basePath + path
  if (location.length > longestLocation) throw new HttpError(414, 'The target is too long for a redirect')
  sendText(ctx, status, 'It is at another address\n', { Location: location, ...headers })
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
