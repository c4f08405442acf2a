import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { startEncoder } from '../../http/compression/encoder-limit.ts'
import type { Context } from '../../http/context.ts'
import { drainThenClose, hasUnreadBody } from '../../http/drain.ts'
import { sendAsIs, sendEmpty } from '../../http/send.ts'
import { isShort, sendCopy } from './encoded-copies.ts'
import type { Entry } from './look-up.ts'
import { openFile } from './open-file.ts'
import { type Description, type FileResponse, planResponse } from './plan-response.ts'
import { isSmall, readBytes, readSmall, recall } from './small-files.ts'

// Large pieces take less CPU time, but a client that reads slowly keeps two of them in memory.
const pieceBytes = 262_144

/** Responds to GET and HEAD with a file, or the part of it that is asked for. */
export async function sendFile(ctx: Context, { root, path, stats }: Entry, description: Description): Promise<void> {
  const known = recall(stats)
  if (known) return sendSmall(ctx, known.bytes, planResponse(ctx, stats, description, known.hash))
  if (!isSmall(stats.size)) {
    const { status, headers, length } = planResponse(ctx, stats, description)
    // A 304 and HEAD: nothing has to be read for them.
    if (length === 0) return sendEmpty(ctx, status, headers)
  }
  // Another file may have taken its place since it was looked up: what is open is what must be described.
  const { handle: file, stats: opened } = await openFile(root, path, stats)
  try {
    if (isSmall(opened.size)) {
      const { bytes, hash } = await readSmall(file, opened)
      return await sendSmall(ctx, bytes, planResponse(ctx, opened, description, hash))
    }
    const current = planResponse(ctx, opened, description)
    if (current.length === 0) return sendEmpty(ctx, current.status, current.headers)
    if (current.copy && isShort(current.length)) return await sendCopy(ctx, file, current.copy, current)
    if (current.status === 206 && isSmall(current.length)) await sendAtOnce(ctx, file, current)
    else await stream(ctx, file, current)
  } finally {
    await file.close()
  }
}

function sendSmall(ctx: Context, bytes: Buffer, response: FileResponse): void | Promise<void> {
  const { status, headers, start, length } = response
  if (length === 0) return sendEmpty(ctx, status, headers)
  if (response.copy) return sendCopy(ctx, bytes, response.copy, response)
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
    const { copy } = response
    if (copy) await pipeline(source, startEncoder(ctx, copy.encoding, length), res, { end: false })
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
