import type { Transform } from 'node:stream'
import type { Context } from '../context.ts'
import type { Encoding } from './encodings.ts'

export function isLargeEnough({ encoders }: Context, length: number): boolean {
  return encoders !== undefined && length >= encoders.minBytes
}

/**
 * May one more encoder be started? However many clients ask, memory and processor time have a bound, and some of the
 * four threads of the pool are left to read files.
 */
export function hasFreeEncoder({ encoders }: Context): boolean {
  return encoders !== undefined && encoders.running < encoders.concurrency
}

/** A stream that encodes `length` bytes, in the thread pool of Node and not on the thread of all requests. */
export function startEncoder({ encoders }: Context, encoding: Encoding, length: number): Transform {
  const encoder = encoding.createEncoder(length)
  if (encoders) {
    encoders.running += 1
    encoder.once('close', () => {
      encoders.running -= 1
    })
  }
  return encoder
}
