import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { codingFor } from '../compression/send-compressed.ts'
import { codedTag } from '../compression/tags.ts'
import { isNotModified } from './conditional.ts'
import { send, sendEmpty } from './send.ts'

/** Headers that a 304 has as well: they replace those of the client's copy (RFC 9111 section 3.2). */
export interface KeptHeaders extends OutgoingHttpHeaders {
  readonly ETag: string
}

/** Answers a GET with what there is now, or with 304 when the client has just that. `headers`: of a 200 alone. */
export function sendCurrent(
  res: ServerResponse,
  contentType: string,
  body: string | Buffer,
  kept: KeptHeaders,
  headers: OutgoingHttpHeaders = {},
): void {
  // The copy to compare with is the one that would be sent now, in its coding.
  const all = { ...headers, ...kept }
  const etag = codedTag(kept.ETag, codingFor(res, contentType, body, all))
  if (isNotModified(res.req, { etag })) sendEmpty(res, 304, { ...kept, ETag: etag })
  else send(res, 200, contentType, body, all)
}
