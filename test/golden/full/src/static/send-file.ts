import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { startEncoder } from '../compression/budget.ts'
import { sendBody, sendEmpty } from '../http/send.ts'
import { closeAfterDiscarding, isBodyPending } from '../http/unread-body.ts'
import type { Entry } from './look-up.ts'
import { openFile } from './open-file.ts'
import { type Description, type Plan, planAnswer } from './plan-answer.ts'
import { isSmall, readBytes, readSmall, recall } from './small-files.ts'

// Large pieces take less CPU time, but a client that reads slowly keeps two of them in memory.
const pieceBytes = 262_144

/** Answers GET and HEAD with a file or the part of it that is asked for. */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  { root, path, stats }: Entry,
  description: Description,
): Promise<void> {
  const plan = planAnswer(req, stats, description)
  // A 304, HEAD and an empty file: nothing has to be read for them.
  if (plan.length === 0) return sendEmpty(res, plan.status, plan.headers)
  const bytes = recall(plan.headers.ETag)
  if (bytes) return sendPart(res, bytes, plan)
  // Another file may have taken its place since it was looked up: what is open is what must be described.
  const { handle: file, stats: opened } = await openFile(root, path, stats)
  try {
    const current = planAnswer(req, opened, description)
    const isWhole = isSmall(opened.size) && !current.encodeWith
    if (current.length === 0) sendEmpty(res, current.status, current.headers)
    else if (isWhole) sendPart(res, await readSmall(file, opened, current.headers.ETag), current)
    else if (current.status === 206 && isSmall(current.length)) await sendAtOnce(res, file, current)
    else await stream(res, file, current)
  } finally {
    await file.close()
  }
}

function sendPart(res: ServerResponse, bytes: Buffer, { status, headers, start, length }: Plan): void {
  sendBody(res, status, headers, bytes.subarray(start, start + length))
}

async function sendAtOnce(res: ServerResponse, file: FileHandle, plan: Plan): Promise<void> {
  const { status, headers, start, length } = plan
  sendBody(res, status, headers, await readBytes(file, start, length))
}

async function stream(res: ServerResponse, file: FileHandle, plan: Plan): Promise<void> {
  const { status, headers, start, length } = plan
  const unread = isBodyPending(res)
  res.writeHead(status, unread ? { ...headers, Connection: 'close' } : headers)
  const source = file.createReadStream({ start, end: start + length - 1, autoClose: false, highWaterMark: pieceBytes })
  try {
    if (plan.encodeWith) await pipeline(source, startEncoder(res.req, plan.encodeWith, length), res, { end: false })
    else await pipeline(source, res, { end: false })
  } catch (error) {
    // A client that leaves destroys the response; a disk that fails does not.
    if (res.destroyed) return
    throw error
  }
  // To end here would pass off the part as the whole, and the next answer as the rest of this one.
  if (source.bytesRead < length)
    throw new Error(`The file shrank to ${start + source.bytesRead} bytes while it was sent`)
  if (unread) closeAfterDiscarding(res)
  else res.end()
}
