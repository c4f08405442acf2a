import type { OutgoingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Context } from '../context.ts'
import { hasUnreadBody } from '../drain.ts'
import { hasFreeEncoder, isLargeEnough, startEncoder } from './encoder-limit.ts'
import type { Encoding } from './encodings.ts'
import { etagFor } from './etag.ts'
import { isWorthCompressing, selectEncoding, varyByEncoding } from './select-encoding.ts'

/** The encoding for a response; undefined: as it is. Tells caches where that depends on the client. */
export function encodingFor(
  ctx: Context,
  contentType: string,
  content: string | Buffer,
  headers: OutgoingHttpHeaders,
): Encoding | undefined {
  const length = Buffer.byteLength(content)
  if (!isLargeEnough(ctx, length)) return undefined // before anything is looked up: most responses are small
  const header = (name: string) => String(headerIn(headers, name) ?? ctx.res.getHeader(name) ?? '')
  const description = {
    contentType,
    encoding: header('content-encoding') || 'identity',
    cacheControl: header('cache-control'),
    length,
  }
  if (!isWorthCompressing(ctx, description)) return undefined
  varyByEncoding(ctx)
  return mayHoldSecret(ctx, header) ? undefined : selectEncoding(ctx, description)
}

/** Responds with content that is compressed on its way; false: nothing was done, it is to be sent as it is. */
export function sendCompressed(
  ctx: Context,
  status: number,
  contentType: string,
  content: string | Buffer,
  headers: OutgoingHttpHeaders,
): boolean {
  const { req, res } = ctx
  const encoding = encodingFor(ctx, contentType, content, headers)
  if (!encoding || !hasFreeEncoder(ctx) || hasUnreadBody(res)) return false
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value)
  const etag = res.getHeader('ETag')
  if (etag !== undefined) res.setHeader('ETag', etagFor(String(etag), encoding))
  res.removeHeader('Content-Length') // unknown before the last byte is out; HEAD does not learn it at all
  res.writeHead(status, { 'Content-Type': contentType, 'Content-Encoding': encoding.encoding })
  if (req.method === 'HEAD') {
    res.end()
    return true
  }
  void encode(ctx, encoding, content)
  return true
}

/** In memory first: a client that reads slowly would hold the encoder. */
async function encode(ctx: Context, encoding: Encoding, content: string | Buffer): Promise<void> {
  const encoder = startEncoder(ctx, encoding, Buffer.byteLength(content))
  encoder.end(content)
  try {
    ctx.res.end(await buffer(encoder))
  } catch {
    ctx.res.destroy() // the request log calls such a response aborted
  }
}

/**
 * Might the response hold a secret of this client? If it also holds something that an attacker made the client send,
 * its compressed length shows how much the two have in common, and so, bit by bit, the secret (BREACH,
 * https://breachattack.com). Credentials that a browser sends by itself are the sign. A handler that responds to all
 * clients alike says so, with `Cache-Control: public`.
 */
function mayHoldSecret({ req }: Context, header: (name: string) => string): boolean {
  if (header('set-cookie') !== '') return true
  if (/\bpublic\b/i.test(header('cache-control'))) return false
  return req.headers.cookie !== undefined || req.headers.authorization !== undefined
}

/** A loop, because a list of entries for each header of each response adds up. */
function headerIn(headers: OutgoingHttpHeaders, name: string): OutgoingHttpHeaders[string] {
  for (const key in headers) if (key.length === name.length && key.toLowerCase() === name) return headers[key]
  return undefined
}
