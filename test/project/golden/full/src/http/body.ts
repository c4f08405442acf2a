import type { IncomingMessage } from 'node:http'
import { BodyBuffer, tooLarge } from './body-buffer.ts'
import type { Context } from './context.ts'
import { HttpError } from './errors.ts'
import { isJson, jsonTypes, mediaTypeOf, unsupportedType } from './media-type.ts'
import { parseJson } from './parse-json.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a JSON object. Throws a 415 for another media type, a 413 for more bytes than the limit, and a 400 for anything
 * but an object in JSON. Its members are not validated.
 */
export async function readJson(ctx: Context): Promise<Readonly<Record<string, unknown>>> {
  if (!isJson(mediaTypeOf(ctx.req, jsonTypes))) throw unsupportedType(jsonTypes)
  const value = parseJson(await readText(ctx))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'The body must be a JSON object')
  }
  return value as Record<string, unknown>
}

/** Reads a whole body as text. Throws a 413, and a 400 for what is not UTF-8. */
export async function readText(ctx: Context): Promise<string> {
  const bytes = await readBody(ctx)
  try {
    return utf8.decode(bytes)
  } catch {
    throw new HttpError(400, 'The body is not UTF-8')
  }
}

/**
 * Reads a whole body. Settles in every case: nothing is acted on before the last byte is there, because a client may
 * leave or break the framing at any moment.
 */
export function readBody(ctx: Context): Promise<Buffer> {
  const { req, bodies } = ctx
  const announced = announcedLength(req)
  const limit = bodyLimitOf(ctx)
  if (announced !== undefined && announced > limit) return Promise.reject(tooLarge(limit))
  askForBody(ctx)

  return new Promise((resolve, reject) => {
    const buffer = new BodyBuffer(bodies, limit, announced)
    const onData = (chunk: Buffer) => {
      try {
        buffer.add(chunk)
      } catch (error) {
        settle(() => reject(error))
      }
    }
    const onEnd = () => settle(() => (isRefused(ctx) ? reject(new HttpError(408)) : resolve(buffer.bytes)))
    const onClose = () => settle(() => reject(endedEarly()))
    const settle = (outcome: () => void) => {
      req.off('data', onData).off('end', onEnd).off('close', onClose)
      buffer.release()
      outcome()
    }
    // The client may have left before.
    if (req.destroyed) onClose()
    else req.on('data', onData).on('end', onEnd).on('close', onClose)
  })
}

/**
 * The body in pieces, as they arrive, for what is not to be kept in memory. Throws a 413, and a 400 when the client
 * leaves. It may be left at any time: an error response still reaches the client.
 */
export async function* readChunks(ctx: Context): AsyncGenerator<Buffer> {
  const { req } = ctx
  const limit = bodyLimitOf(ctx)
  let length = announcedLength(req) ?? 0
  if (length > limit) throw tooLarge(limit)
  askForBody(ctx)
  length = 0
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      length += chunk.length
      if (length > limit) throw tooLarge(limit)
      yield chunk
    }
  } catch (error) {
    throw error instanceof HttpError ? error : endedEarly()
  }
  if (isRefused(ctx)) throw new HttpError(408)
}

/** A client that was refused because it is too slow may still send the rest. */
function isRefused(ctx: Context): boolean {
  return ctx.isRefused || !ctx.req.socket.writable
}

function bodyLimitOf({ route, bodies }: Context): number {
  return route?.meta.bodyLimit ?? bodies.limit
}

function announcedLength({ headers }: IncomingMessage): number | undefined {
  const length = headers['content-length']
  return length === undefined ? undefined : Number(length)
}

/** RFC 9110 section 10.1.1: the client may hold the body back until it is asked for. HTTP/1.0 does not have this. */
function askForBody({ req, res }: Context): void {
  if (req.headers.expect !== undefined && req.httpVersion === '1.1') res.writeContinue()
}

function endedEarly(): HttpError {
  return new HttpError(400, 'The body ended early')
}
