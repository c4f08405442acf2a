import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'

/** A content encoding (RFC 9110 section 8.4.1, "content coding") that this Node can produce. */
export interface Encoding {
  /** Its registered name, such as `br`. */
  readonly encoding: string
  /** `length`: of what is to be encoded. */
  createEncoder(length: number): Transform
}

// Node has it from 22.15 and 23.8 on, and the types of older ones do not declare it.
const { createZstdCompress }: typeof zlib & { readonly createZstdCompress?: () => Transform } = zlib

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants

function createBrotliEncoder(length: number): Transform {
  // 11, the default, is for files that are compressed once: it takes a hundred times as long.
  return zlib.createBrotliCompress({ params: { [BROTLI_PARAM_QUALITY]: 4, [BROTLI_PARAM_SIZE_HINT]: length } })
}

/** The best first: clients often accept them all alike. Zstandard takes the least time, gzip saves the least. */
export const encodings: readonly Encoding[] = [
  ...(createZstdCompress ? [{ encoding: 'zstd', createEncoder: () => createZstdCompress() }] : []),
  { encoding: 'br', createEncoder: createBrotliEncoder },
  { encoding: 'gzip', createEncoder: () => zlib.createGzip() },
]
