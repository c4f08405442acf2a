import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { HttpError } from './errors.ts'

export const jsonTypes = 'application/json, application/*+json'

/** The media type of the body, in lower case. Throws a 415 when its charset or encoding is not supported. */
export function mediaTypeOf(req: IncomingMessage, accept: string): string {
  const { 'content-type': contentType = '', 'content-encoding': encoding = 'identity' } = req.headers
  if (encoding.toLowerCase() !== 'identity') {
    throw new HttpError(415, 'Compressed bodies are not supported', { 'Accept-Encoding': 'identity' })
  }
  const [type = '', ...parameters] = contentType.toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw new HttpError(415, 'The only supported charset is UTF-8', { Accept: accept })
  }
  return type.trim()
}

export function isJson(type: string): boolean {
  return type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)
}

/** `accept`: the supported media types, separated by commas. */
export function unsupportedType(accept: string, headers: OutgoingHttpHeaders = {}): HttpError {
  const types = accept.replaceAll(', ', ' or ')
  return new HttpError(415, `The Content-Type of the body must be ${types}`, { Accept: accept, ...headers })
}
