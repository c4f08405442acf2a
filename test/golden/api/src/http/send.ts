import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { closeAfterDiscarding, isBodyPending } from './unread-body.ts'

/** Answers with a body known in full. HEAD gets the same headers and no body: Node leaves it out. */
export function send(
  res: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): void {
  // A text goes out in one write together with the headers; a Buffer would take two.
  const length = Buffer.byteLength(body)
  sendBody(res, status, { 'Content-Type': contentType, 'Content-Length': length, ...headers }, body)
}

export function sendText(res: ServerResponse, status: number, text: string, headers?: OutgoingHttpHeaders): void {
  send(res, status, 'text/plain; charset=utf-8', text, headers)
}

/** Answers without a body: HEAD, or 204 and 304, which have no Content-Length either (RFC 9110 section 8.6). */
export function sendEmpty(res: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  sendBody(res, status, headers)
}

/** Answers with just these headers, and the body as it is. */
export function sendBody(
  res: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body?: string | Buffer,
): void {
  if (headers['Connection'] === 'close') res.shouldKeepAlive = false
  if (!isBodyPending(res)) {
    res.writeHead(status, headers).end(body)
    return
  }
  res.writeHead(status, { ...headers, Connection: 'close' })
  if (body && res.req.method !== 'HEAD') res.write(body)
  else res.flushHeaders()
  closeAfterDiscarding(res)
}
