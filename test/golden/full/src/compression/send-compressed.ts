import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { isBodyPending } from '../http/unread-body.ts'
import { hasRoom, isLargeEnough, startEncoder } from './budget.ts'
import type { Coding } from './codings.ts'
import { isWorthCompressing, selectCoding, varyByCoding } from './select-coding.ts'
import { codedTag } from './tags.ts'

/** The coding for what a handler answers; undefined: as it is. Tells caches where that depends on the client. */
export function codingFor(
  res: ServerResponse,
  contentType: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders,
): Coding | undefined {
  const length = Buffer.byteLength(body)
  if (!isLargeEnough(res.req, length)) return undefined // before anything is looked up: most answers are small
  const header = (name: string) => String(given(headers, name) ?? res.getHeader(name) ?? '')
  const answer = {
    contentType,
    coding: header('content-encoding') || 'identity',
    cacheControl: header('cache-control'),
    length,
  }
  if (!isWorthCompressing(res.req, answer)) return undefined
  varyByCoding(res)
  return mayHoldSecret(res, header) ? undefined : selectCoding(res.req, answer)
}

/** Answers with a body that is compressed on its way; false: nothing was done, it is to go out as it is. */
export function sendCompressed(
  res: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders,
): boolean {
  const coding = codingFor(res, contentType, body, headers)
  if (!coding || !hasRoom(res.req) || isBodyPending(res)) return false
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value)
  const etag = res.getHeader('ETag')
  if (etag !== undefined) res.setHeader('ETag', codedTag(String(etag), coding))
  res.removeHeader('Content-Length') // nobody knows it before the last byte is out; HEAD does not know it at all
  res.writeHead(status, { 'Content-Type': contentType, 'Content-Encoding': coding.coding })
  if (res.req.method === 'HEAD') {
    res.end()
    return true
  }
  const encoder = startEncoder(res.req, coding, Buffer.byteLength(body))
  pipeline(encoder, res, () => {
    // One that fails has destroyed the other by now; the log of requests calls such an answer aborted.
  })
  encoder.end(body)
  return true
}

/**
 * Might the answer hold a secret of this client? If it holds as well what an attacker made the client send, its length
 * when compressed tells how much the two are alike, and so by and by the secret (BREACH, https://breachattack.com).
 * What a browser may have sent by itself gives the client away. A handler that answers all alike says so: with
 * `Cache-Control: public`.
 */
function mayHoldSecret({ req }: ServerResponse, header: (name: string) => string): boolean {
  if (header('set-cookie') !== '') return true
  if (/\bpublic\b/i.test(header('cache-control'))) return false
  return req.headers.cookie !== undefined || req.headers.authorization !== undefined
}

function given(headers: OutgoingHttpHeaders, name: string): OutgoingHttpHeaders[string] {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
}
