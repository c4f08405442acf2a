import type { IncomingMessage, ServerResponse } from 'node:http'
import { type BodyBudget, BodyBuffer, tooLarge } from './body-buffer.ts'
import { HttpError } from './errors.ts'
import { type FormField, parseForm, parseJson } from './parse-body.ts'

export const jsonTypes = 'application/json, application/*+json'
export const formType = 'application/x-www-form-urlencoded'
export const patchTypes = 'application/merge-patch+json, application/json'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The media type of the body, lower case, or a 415 when its charset or coding is not one that is read here. */
export function bodyType(req: IncomingMessage, accept: string): string {
  const { 'content-type': contentType = '', 'content-encoding': coding = 'identity' } = req.headers
  if (coding.toLowerCase() !== 'identity') {
    throw new HttpError(415, 'Bodies are read as they are, without a content coding', { 'Accept-Encoding': 'identity' })
  }
  const [type = '', ...parameters] = contentType.toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw new HttpError(415, 'Bodies are read as UTF-8', { Accept: accept })
  }
  return type.trim()
}

export function isJson(type: string): boolean {
  return type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)
}

/** Reads a JSON object. Throws a 400 for anything else; what the parser has to say of it stays here. */
export async function readJson(
  req: IncomingMessage,
  res: ServerResponse,
  budget: BodyBudget,
): Promise<Readonly<Record<string, unknown>>> {
  const value = parseJson(await readText(req, res, budget))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'The body must be a JSON object')
  }
  return value as Record<string, unknown>
}

/** Reads the pairs of a form, in their order. */
export async function readForm(
  req: IncomingMessage,
  res: ServerResponse,
  budget: BodyBudget,
): Promise<readonly FormField[]> {
  return parseForm(await readText(req, res, budget))
}

async function readText(req: IncomingMessage, res: ServerResponse, budget: BodyBudget): Promise<string> {
  const bytes = await readBody(req, res, budget)
  try {
    return utf8.decode(bytes)
  } catch {
    throw new HttpError(400, 'The body is not UTF-8')
  }
}

/**
 * Reads a whole body. Settles in every case: nothing is acted on before the last byte is there, because a client may
 * go away or break the framing at any moment.
 */
export function readBody(req: IncomingMessage, res: ServerResponse, budget: BodyBudget): Promise<Buffer> {
  const { 'content-length': length, expect } = req.headers
  const announced = length === undefined ? undefined : Number(length)
  if (announced !== undefined && announced > budget.limit) return Promise.reject(tooLarge(budget))
  // RFC 9110 section 10.1.1: the client holds the body back until it is asked for. HTTP/1.0 does not know this.
  if (expect !== undefined && req.httpVersion === '1.1') res.writeContinue()

  return new Promise((resolve, reject) => {
    const buffer = new BodyBuffer(budget, announced)
    const onData = (chunk: Buffer) => {
      try {
        buffer.add(chunk)
      } catch (error) {
        settle(() => reject(error))
      }
    }
    // A client that was refused for its slowness may still send the rest.
    const isRefused = () => !req.socket.writable
    const onEnd = () => settle(() => (isRefused() ? reject(new HttpError(408)) : resolve(buffer.bytes)))
    const onClose = () => settle(() => reject(new HttpError(400, 'The body ended early')))
    const settle = (outcome: () => void) => {
      req.off('data', onData).off('end', onEnd).off('close', onClose)
      buffer.release()
      outcome()
    }
    // The client may have gone before.
    if (req.destroyed) onClose()
    else req.on('data', onData).on('end', onEnd).on('close', onClose)
  })
}
