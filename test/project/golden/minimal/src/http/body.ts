import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from './context.ts'
import { HttpError } from './errors.ts'

/** Bytes. It bounds what a client can have parsed as well. */
const limit = 16_384
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads a JSON object. Throws a 415 for another media type, a 413 beyond the limit, and a 400 for anything else. */
export async function readJson(ctx: Context): Promise<Readonly<Record<string, unknown>>> {
  checkType(ctx.req.headers)
  const value = parse(await readBody(ctx))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'The body must be a JSON object')
  }
  return value as Record<string, unknown>
}

function checkType(headers: IncomingHttpHeaders): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers
  if (encoding.toLowerCase() !== 'identity') {
    throw new HttpError(415, 'Compressed bodies are not supported', { 'Accept-Encoding': 'identity' })
  }
  if (!/^application\/json\s*(?:;\s*charset="?utf-?8"?\s*)?$/i.test(type)) {
    throw new HttpError(415, 'The Content-Type of the body must be application/json', { Accept: 'application/json' })
  }
}

/** Waits for the last byte before anything is done: a client may leave, or break the framing, at any moment. */
async function readBody({ req, res }: Context): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge()
  // The client may hold the body back until it is asked for (RFC 9110 section 10.1.1).
  if (req.headers.expect !== undefined && req.httpVersion === '1.1') res.writeContinue()
  const bytes = Buffer.alloc(limit)
  let length = 0
  try {
    // An iterator that destroys the request when it is left would take the response to a 413 with it.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      if (length + chunk.length > limit) throw tooLarge()
      bytes.set(chunk, length)
      length += chunk.length
    }
  } catch (error) {
    throw error instanceof HttpError ? error : new HttpError(400, 'The body ended early')
  }
  if (!req.socket.writable) throw new HttpError(408) // the client was too slow, and has been told so
  return bytes.subarray(0, length)
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new HttpError(400, 'The body is not JSON in UTF-8')
  }
}

function tooLarge(): HttpError {
  return new HttpError(413, `The body has more than ${limit} bytes`)
}
