import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Neither a generated file nor one that it is merged with comes near this size. */
export const largestFile = 16 * 1024 * 1024

// Opening a pipe would wait for its writer, beyond the reach of every signal handler. Windows has neither flag.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a regular file that is not a link. Undefined for everything else, and for more than `limit` bytes: it never
 * waits, and what was opened is what is checked. Throws what the disk throws.
 */
export function readRegularFile(path: string, limit = largestFile): Buffer | undefined {
  const file = openSync(path, flags)
  try {
    const entry = fstatSync(file)
    if (!entry.isFile() || entry.size > limit) return undefined
    const bytes = Buffer.alloc(entry.size)
    let length = 0
    for (let count = -1; count !== 0 && length < bytes.length; length += count) {
      count = readSync(file, bytes, length, bytes.length - length, null)
    }
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}
