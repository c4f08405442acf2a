import { HttpError } from '../http/errors.ts'

const mostListed = 100
const longestName = 80

/** One error of a body or a query. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

/** The errors of a body or a query: all are counted, and as many are kept as a response lists. */
export interface FieldErrors {
  add(field: string, message: string): void
  /** Throws a 400 where there are any. `subject`: what they are in, for the client. */
  throwIfAny(subject: string): void
}

export function createFieldErrors(): FieldErrors {
  const listed: FieldError[] = []
  let count = 0

  return {
    add(field, message) {
      count += 1
      if (listed.length < mostListed) listed.push({ field: shorten(field), message })
    },
    throwIfAny(subject) {
      if (count === 0) return
      const some = count > listed.length ? `: ${listed.length} of ${count} errors are listed` : ''
      throw new HttpError(400, `${subject} is not valid${some}`, {}, { errors: listed })
    },
  }
}

/** A client chooses the names of unknown fields, and they may be as long as a body. By code points: no pair is cut. */
function shorten(name: string): string {
  if (name.length <= longestName) return name
  const points = [...name.slice(0, 2 * longestName + 2)]
  return points.length <= longestName ? name : `${points.slice(0, longestName).join('')}…`
}
