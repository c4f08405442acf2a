import type { BigIntStats } from 'node:fs'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { hasFreeEncoder } from '../../http/compression/encoder-limit.ts'
import { etagFor } from '../../http/compression/etag.ts'
import { isWorthCompressing, selectEncoding, varyByEncoding } from '../../http/compression/select-encoding.ts'
import { isNotModified } from '../../http/conditional.ts'
import type { Context } from '../../http/context.ts'
import { HttpError } from '../../http/errors.ts'
import { validatorsOf } from './caching.ts'
import type { Copy } from './encoded-copies.ts'
import { hasCopy } from './encoded-copies.ts'
import { pagePolicy } from './page-policy.ts'
import { parseRange } from './range.ts'
import { keyOf } from './small-files.ts'

/** What the name of a file determines. */
export interface Description {
  readonly contentType: string
  /** `identity` for a file that is sent as it is. */
  readonly encoding: string
  readonly cacheControl: string
}

/** The response to a request for a file: its head, and which bytes of the file follow. */
export interface FileResponse {
  readonly status: 200 | 206 | 304
  readonly headers: OutgoingHttpHeaders
  readonly start: number
  /** 0 for HEAD as well. */
  readonly length: number
  /** What they are encoded to before they are sent. */
  readonly copy?: Copy
}

/** Conditions first, then ranges (RFC 9110 section 13.2.2). `hash`: of a small file. Throws a 412 or a 416. */
export function planResponse(ctx: Context, stats: BigIntStats, description: Description, hash?: string): FileResponse {
  const { req } = ctx
  const validators = validatorsOf(stats, description.encoding, hash)
  const lastModified = new Date(validators.lastModified).toUTCString()
  const size = Number(stats.size)
  const kept = {
    'Cache-Control': description.cacheControl,
    ETag: validators.etag,
    'Last-Modified': lastModified,
    'Content-Security-Policy': pagePolicy,
  }
  const isPartWanted = isRangeWanted(req, validators.etag, lastModified)
  // What is encoded while it is sent has no parts, and no length that is known before. Files are the same for every
  // client, so there is no secret in them.
  const content = { ...description, length: size }
  if (isWorthCompressing(ctx, content)) varyByEncoding(ctx)
  const encoding = isPartWanted ? undefined : selectEncoding(ctx, content)
  if (encoding) {
    const etag = etagFor(validators.etag, encoding)
    const headers = { ...kept, ETag: etag }
    if (isNotModified(req, { ...validators, etag })) return { status: 304, headers, start: 0, length: 0 }
    const copy = { encoding, key: `${hash ?? keyOf(stats)}-${encoding.encoding}` }
    if (hasFreeEncoder(ctx) || hasCopy(copy.key)) {
      const encoded = contentHeaders({ ...description, encoding: encoding.encoding })
      const length = req.method === 'HEAD' ? 0 : size
      return { status: 200, headers: { ...headers, ...encoded }, start: 0, length, copy }
    }
  }
  if (isNotModified(req, validators)) return { status: 304, headers: kept, start: 0, length: 0 }

  const range = isPartWanted ? parseRange(req.headers.range ?? '', size) : 'whole'
  if (range === 'unsatisfiable') {
    throw new HttpError(416, `The file has ${size} bytes`, { 'Content-Range': `bytes */${size}` })
  }
  const headers = { ...kept, ...contentHeaders(description), 'Accept-Ranges': 'bytes' }
  if (range === 'whole') {
    const length = req.method === 'HEAD' ? 0 : size
    return { status: 200, headers: { ...headers, 'Content-Length': size }, start: 0, length }
  }
  const { start, end } = range
  const length = end - start + 1
  const part = { 'Content-Length': length, 'Content-Range': `bytes ${start}-${end}/${size}` }
  return { status: 206, headers: { ...headers, ...part }, start, length }
}

/**
 * Ranges are for GET alone (RFC 9110 section 14.2). With If-Range a client that has a part asks for more of it, and for
 * all of it if its part is of another version: only the exact strong ETag or date shows that (section 13.1.5).
 */
function isRangeWanted({ method, headers }: IncomingMessage, etag: string, lastModified: string): boolean {
  if (method !== 'GET' || headers.range === undefined) return false
  const version = headers['if-range']
  if (version === undefined) return true
  // Within its second, the file may change once more and keep its date (section 8.8.2.2).
  if (version === lastModified) return Date.now() - Date.parse(lastModified) >= 1000
  return version === etag && !etag.startsWith('W/')
}

function contentHeaders({ contentType, encoding }: Description): OutgoingHttpHeaders {
  // Types are declared here; a browser that guesses could run a file that was uploaded as something harmless.
  const headers = { 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' }
  return encoding === 'identity' ? headers : { ...headers, 'Content-Encoding': encoding }
}
