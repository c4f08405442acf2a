import type { FileHandle } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { startEncoder } from '../../http/compression/encoder-limit.ts'
import type { Encoding } from '../../http/compression/encodings.ts'
import type { Context } from '../../http/context.ts'
import { isSettled } from './small-files.ts'

const mostBytes = 16_777_216

/** A response with a whole file, which may have to be encoded. */
export interface WholeFile {
  readonly headers: { readonly ETag: string }
  readonly length: number
  readonly encodeWith?: Encoding
}

// By their ETags, which name the version and the encoding, the oldest first. All requests share them: what many clients
// ask for at once is encoded once.
const begun = new Map<string, Promise<Buffer>>()
const copies = new Map<string, Buffer>()
let kept = 0

/** Is the file short enough to be encoded in memory? A longer one is encoded while it is sent, for each client. */
export function isCopied({ encodeWith, length }: WholeFile): boolean {
  return encodeWith !== undefined && length <= mostBytes
}

export function hasCopy(etag: string): boolean {
  return copies.has(etag) || begun.has(etag)
}

/** The encoded bytes of the file. A client that reads slowly holds no encoder. */
export async function encodedCopy(ctx: Context, file: FileHandle, response: WholeFile): Promise<Buffer> {
  const { ETag: etag } = response.headers
  const known = copies.get(etag) ?? begun.get(etag)
  if (known) return known
  const copy = encode(ctx, file, response)
  begun.set(etag, copy)
  try {
    const bytes = await copy
    const { ctimeMs } = await file.stat({ bigint: true })
    if (isSettled(ctimeMs)) keep(etag, bytes)
    return bytes
  } finally {
    begun.delete(etag)
  }
}

async function encode(ctx: Context, file: FileHandle, { encodeWith, length }: WholeFile): Promise<Buffer> {
  if (!encodeWith) throw new Error('The response has no encoding')
  const source = file.createReadStream({ start: 0, end: length - 1, autoClose: false })
  const encoder = startEncoder(ctx, encodeWith, length)
  source.once('error', (error) => encoder.destroy(error))
  const bytes = await buffer(source.pipe(encoder))
  if (source.bytesRead < length) throw new Error(`The file shrank to ${source.bytesRead} bytes while it was read`)
  return bytes
}

function keep(etag: string, bytes: Buffer): void {
  copies.set(etag, bytes)
  kept += bytes.length
  for (const [oldest, { length }] of copies) {
    if (kept <= mostBytes) return
    copies.delete(oldest)
    kept -= length
  }
}
