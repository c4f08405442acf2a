import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'

/** A content coding (RFC 9110 section 8.4.1) that this Node can make. */
export interface Coding {
  /** Its registered name. */
  readonly coding: string
  /** `length`: of what is to be encoded. */
  createEncoder(length: number): Transform
}

// Node has it from 22.15 and 23.8 on, and the types of an older one do not know it.
const { createZstdCompress }: typeof zlib & { readonly createZstdCompress?: () => Transform } = zlib

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants

function createBrotliEncoder(length: number): Transform {
  // 11, the default, is for files that are compressed once: it takes a hundred times as long.
  return zlib.createBrotliCompress({ params: { [BROTLI_PARAM_QUALITY]: 4, [BROTLI_PARAM_SIZE_HINT]: length } })
}

/** The best first: a client often likes all of them as much. Zstandard takes the least time, gzip saves the least. */
export const codings: readonly Coding[] = [
  ...(createZstdCompress ? [{ coding: 'zstd', createEncoder: () => createZstdCompress() }] : []),
  { coding: 'br', createEncoder: createBrotliEncoder },
  { coding: 'gzip', createEncoder: () => zlib.createGzip() },
]
