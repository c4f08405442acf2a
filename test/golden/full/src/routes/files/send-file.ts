import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { startEncoder } from '../../http/compression/encoder-limit.ts'
import type { Context } from '../../http/context.ts'
import { drainThenClose, hasUnreadBody } from '../../http/drain.ts'
import { sendAsIs, sendEmpty } from '../../http/send.ts'
import { encodedCopy, isCopied } from './encoded-copies.ts'
import type { Entry } from './look-up.ts'
import { openFile } from './open-file.ts'
import { type Description, type FileResponse, planResponse } from './plan-response.ts'
import { isSmall, readBytes, readSmall, recall } from './small-files.ts'

// Large pieces take less CPU time, but a client that reads slowly keeps two of them in memory.
const pieceBytes = 262_144

/** Responds to GET and HEAD with a file, or the part of it that is asked for. */
export async function sendFile(ctx: Context, { root, path, stats }: Entry, description: Description): Promise<void> {
  const expected = planResponse(ctx, stats, description)
  // A 304, HEAD and an empty file: nothing has to be read for them.
  if (expected.length === 0) return sendEmpty(ctx, expected.status, expected.headers)
  const bytes = recall(expected.headers.ETag)
  if (bytes) return sendPart(ctx, bytes, expected)
  // Another file may have taken its place since it was looked up: what is open is what must be described.
  const { handle: file, stats: opened } = await openFile(root, path, stats)
  try {
    const current = planResponse(ctx, opened, description)
    if (isCopied(current)) {
      return sendAsIs(ctx, current.status, current.headers, await encodedCopy(ctx, file, current))
    }
    if (current.length === 0) sendEmpty(ctx, current.status, current.headers)
    else if (isSmall(opened.size)) sendPart(ctx, await readSmall(file, opened, current.headers.ETag), current)
    else if (current.status === 206 && isSmall(current.length)) await sendAtOnce(ctx, file, current)
    else await stream(ctx, file, current)
  } finally {
    await file.close()
  }
}

function sendPart(ctx: Context, bytes: Buffer, { status, headers, start, length }: FileResponse): void {
  sendAsIs(ctx, status, headers, bytes.subarray(start, start + length))
}

async function sendAtOnce(ctx: Context, file: FileHandle, response: FileResponse): Promise<void> {
  const { status, headers, start, length } = response
  sendAsIs(ctx, status, headers, await readBytes(file, start, length))
}

async function stream(ctx: Context, file: FileHandle, response: FileResponse): Promise<void> {
  const { status, headers, start, length } = response
  const { res } = ctx
  const unread = hasUnreadBody(res)
  res.writeHead(status, unread ? { ...headers, Connection: 'close' } : headers)
  const source = file.createReadStream({ start, end: start + length - 1, autoClose: false, highWaterMark: pieceBytes })
  try {
    const { encodeWith } = response
    if (encodeWith) await pipeline(source, startEncoder(ctx, encodeWith, length), res, { end: false })
    else await pipeline(source, res, { end: false })
  } catch (error) {
    // A client that leaves destroys the response; a disk that fails does not.
    if (res.destroyed) return
    throw error
  }
  // To end here would make the part look like the whole, and the next response like the rest of this one.
  if (source.bytesRead < length)
    throw new Error(`The file shrank to ${start + source.bytesRead} bytes while it was sent`)
  if (unread) drainThenClose(res)
  else res.end()
}
