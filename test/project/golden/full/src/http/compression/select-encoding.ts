import { chooseEncoding } from '../choose-encoding.ts'
import type { Context } from '../context.ts'
import { isLargeEnough } from './encoder-limit.ts'
import { type Encoding, encodings } from './encodings.ts'

/** What decides whether content is worth to be compressed. */
export interface Content {
  readonly contentType: string
  /** Its encoding as it is: `identity`, or what compressed it before. */
  readonly encoding: string
  /** Empty where there is none. */
  readonly cacheControl: string
  readonly length: number
}

// Everything else is compressed already, as pictures and archives are, or unknown, or must not wait for more, as events
// must not.
const compressible = [
  /^text\/(?!event-stream *(?:;|$))/i,
  /^application\/(?:javascript|json|wasm|x-ndjson|xml) *(?:;|$)/i,
  /^[^;]+\+(?:json|xml) *(?:;|$)/i,
  /^font\/[ot]tf *(?:;|$)/i,
]

export function isWorthCompressing(ctx: Context, content: Content): boolean {
  return (
    isLargeEnough(ctx, content.length) &&
    content.encoding === 'identity' &&
    compressible.some((form) => form.test(content.contentType)) &&
    !/\bno-transform\b/i.test(content.cacheControl)
  )
}

/** The encoding in which to send it; undefined: as it is. */
export function selectEncoding(ctx: Context, content: Content): Encoding | undefined {
  if (!isWorthCompressing(ctx, content)) return undefined
  const { encoding } = chooseEncoding(ctx.req, [...encodings, { encoding: 'identity' }])
  return encodings.find((candidate) => candidate.encoding === encoding)
}

const vary = ['Vary', 'Accept-Encoding'] as const

/** Tells caches that others may get other bytes: in the response to every client, compressed or not. */
export function varyByEncoding({ res: { defaultHeaders } }: Context): void {
  if (!defaultHeaders.includes(vary)) defaultHeaders.push(vary)
}
