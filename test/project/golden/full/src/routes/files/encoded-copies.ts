import type { FileHandle } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { startEncoder } from '../../http/compression/encoder-limit.ts'
import type { Encoding } from '../../http/compression/encodings.ts'
import type { Context } from '../../http/context.ts'
import { sendAsIs } from '../../http/send.ts'
import { isSettled } from './small-files.ts'

const mostBytes = 16_777_216

/** A response with a whole file. */
interface WholeFile {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly length: number
}

/** The file in an encoding. */
export interface Copy {
  readonly encoding: Encoding
  /** Names the bytes in this process, as a weak ETag does not. */
  readonly key: string
}

// By their keys, the oldest first. All requests share them: what many clients ask for at once is encoded once.
const begun = new Map<string, Promise<Buffer>>()
const copies = new Map<string, Buffer>()
let kept = 0

/** Is a file of this length encoded in memory? A longer one is encoded while it is sent, for each client. */
export function isShort(length: number): boolean {
  return length <= mostBytes
}

export function hasCopy(key: string): boolean {
  return copies.has(key) || begun.has(key)
}

/** Responds with a copy of the file, or of the bytes it had. A client that reads slowly holds no encoder. */
export async function sendCopy(
  ctx: Context,
  source: FileHandle | Buffer,
  copy: Copy,
  { status, headers, length }: WholeFile,
): Promise<void> {
  const known = copies.get(copy.key) ?? begun.get(copy.key)
  sendAsIs(ctx, status, headers, await (known ?? encodeOnce(ctx, source, copy, length)))
}

async function encodeOnce(ctx: Context, source: FileHandle | Buffer, copy: Copy, length: number): Promise<Buffer> {
  const { key, encoding } = copy
  const encoded = encode(ctx, source, encoding, length)
  begun.set(key, encoded)
  try {
    const bytes = await encoded
    if (Buffer.isBuffer(source) || isSettled((await source.stat({ bigint: true })).ctimeMs)) keep(key, bytes)
    return bytes
  } finally {
    begun.delete(key)
  }
}

async function encode(ctx: Context, source: FileHandle | Buffer, encoding: Encoding, length: number): Promise<Buffer> {
  const encoder = startEncoder(ctx, encoding, length)
  if (Buffer.isBuffer(source)) return buffer(encoder.end(source))
  const stream = source.createReadStream({ start: 0, end: length - 1, autoClose: false })
  stream.once('error', (error) => encoder.destroy(error))
  const bytes = await buffer(stream.pipe(encoder))
  if (stream.bytesRead < length) throw new Error(`The file shrank to ${stream.bytesRead} bytes while it was read`)
  return bytes
}

function keep(key: string, bytes: Buffer): void {
  copies.set(key, bytes)
  kept += bytes.length
  for (const [oldest, { length }] of copies) {
    if (kept <= mostBytes) return
    copies.delete(oldest)
    kept -= length
  }
}
