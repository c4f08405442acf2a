import type { OutgoingHttpHeaders } from 'node:http'
import { isNotModified } from './conditional.ts'
import type { Context } from './context.ts'
import { send, sendEmpty } from './send.ts'

/** Headers that a 304 has as well: they replace those of the client's copy (RFC 9111 section 3.2). */
export interface HeadersOn304 extends OutgoingHttpHeaders {
  readonly ETag: string
}

/** Responds to a GET with the current content, or with 304 when the client has it. `headers`: of a 200 alone. */
export function sendWithEtag(
  ctx: Context,
  contentType: string,
  content: string | Buffer,
  kept: HeadersOn304,
  headers: OutgoingHttpHeaders = {},
): void {
  if (isNotModified(ctx.req, { etag: kept.ETag })) sendEmpty(ctx, 304, kept)
  else send(ctx, 200, contentType, content, { ...headers, ...kept })
}
