import type { Config } from '../config.ts'
import type { Encoders } from '../http/compression/limits.ts'
import type { Context } from '../http/context.ts'

/** Makes the step that allows the response to be compressed, by the encoders that all requests share. */
export function createCompression({ compression }: Config): (ctx: Context) => void {
  const encoders: Encoders = { ...compression, running: 0 }
  return (ctx) => {
    ctx.encoders = encoders
  }
}
