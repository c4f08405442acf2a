import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs'
import { brokenPack } from '../model/failure.ts'

export const linked = 'this is a link or a device; put here what it leads to'

/** A template is read by people; this is far more than one needs. */
const largestText = 1024 * 1024

// Opening a pipe would wait for its writer. Windows has neither flag.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * The text of a file of a pack; undefined where there is none. Throws a Failure that names it as `shown` where it is not
 * a regular file, or too large for one of a pack.
 */
export function readText(file: string, shown: string): string | undefined {
  const entry = lstatSync(file, { throwIfNoEntry: false })
  if (entry === undefined) return undefined
  if (!entry.isFile()) throw brokenPack(`${shown}: ${linked}`)
  const opened = openSync(file, flags)
  try {
    const { size } = fstatSync(opened)
    if (size > largestText)
      throw brokenPack(`${shown}: this is larger than 1 MiB, the most that a file of a pack may be`)
    return readFileSync(opened, 'utf8')
  } finally {
    closeSync(opened)
  }
}
