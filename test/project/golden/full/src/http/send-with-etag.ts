import type { OutgoingHttpHeaders } from 'node:http'
import { etagFor } from './compression/etag.ts'
import { encodingFor } from './compression/send-compressed.ts'
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
  // The copy to compare with is the one that would be sent now, in its encoding.
  const all = { ...headers, ...kept }
  const etag = etagFor(kept.ETag, encodingFor(ctx, contentType, content, all))
  if (isNotModified(ctx.req, { etag })) sendEmpty(ctx, 304, { ...kept, ETag: etag })
  else send(ctx, 200, contentType, content, all)
}
