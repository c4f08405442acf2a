import { type FieldError, HttpError } from '../http/errors.ts'

const mostListed = 100
const longestName = 80

/** The faults of a body or a query: all are counted, and no more are kept than a response lists. */
export interface Faults {
  add(field: string, message: string): void
  /** Throws a 400 where there are any. `what`: in which they are, for the client. */
  refuse(what: string): void
}

export function createFaults(): Faults {
  const listed: FieldError[] = []
  let count = 0

  return {
    add(field, message) {
      count += 1
      if (listed.length < mostListed) listed.push({ field: shorten(field), message })
    },
    refuse(what) {
      if (count === 0) return
      const some = count > listed.length ? `: ${listed.length} of ${count} errors are listed` : ''
      throw new HttpError(400, `${what} is not valid${some}`, {}, listed)
    },
  }
}

/** A client chooses the names of unknown fields, and they may be as long as a body. By code points: no pair is cut. */
function shorten(name: string): string {
  if (name.length <= longestName) return name
  const points = [...name.slice(0, 2 * longestName + 2)]
  return points.length <= longestName ? name : `${points.slice(0, longestName).join('')}…`
}
