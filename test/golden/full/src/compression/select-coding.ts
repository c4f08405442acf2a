import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseCoding } from '../http/accept.ts'
import { isLargeEnough } from './budget.ts'
import { type Coding, codings } from './codings.ts'

/** What says of an answer whether it is worth to be compressed. */
export interface Answer {
  readonly contentType: string
  /** Of the answer as it is: `identity`, or what compressed it before. */
  readonly coding: string
  /** Empty where there is none. */
  readonly cacheControl: string
  readonly length: number
}

// What is not here is compressed already, as pictures and archives are, or unknown, or must not wait for more to come,
// as events.
const compressible = [
  /^text\/(?!event-stream$)/,
  /^application\/(?:javascript|json|wasm|x-ndjson|xml)$/,
  /\+(?:json|xml)$/,
  /^font\/[ot]tf$/,
]

export function isWorthCompressing(req: IncomingMessage, answer: Answer): boolean {
  return (
    isLargeEnough(req, answer.length) &&
    answer.coding === 'identity' &&
    isCompressible(answer.contentType) &&
    !/\bno-transform\b/i.test(answer.cacheControl)
  )
}

function isCompressible(contentType: string): boolean {
  const type = contentType.replace(/;.*/, '').trim().toLowerCase()
  return compressible.some((form) => form.test(type))
}

/** The coding to send an answer in; undefined: as it is. */
export function selectCoding(req: IncomingMessage, answer: Answer): Coding | undefined {
  if (!isWorthCompressing(req, answer)) return undefined
  const { coding } = chooseCoding(req, [...codings, { coding: 'identity' }])
  return codings.find((candidate) => candidate.coding === coding)
}

/** Tells caches that others may get other bytes: to be said of the answer to every client, compressed or not. */
export function varyByCoding(res: ServerResponse): void {
  const named = [res.getHeader('Vary') ?? []].flat().join()
  if (!/\baccept-encoding\b/i.test(named)) res.appendHeader('Vary', 'Accept-Encoding')
}
