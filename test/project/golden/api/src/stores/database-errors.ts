import { HttpError } from '../http/errors.ts'

// https://sqlite.org/rescode.html
const codes = { busy: 5, locked: 6, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 }
const uniqueViolation = 2067

/** The lower byte is the kind of error; the others say more. */
function kindOf(error: unknown): number | undefined {
  const code = codeOf(error)
  return code === undefined ? undefined : code & 0xff
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined
}

/** Another connection holds a lock: the same may succeed a moment later. */
export function isLocked(error: unknown): boolean {
  const kind = kindOf(error)
  return kind === codes.busy || kind === codes.locked
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === uniqueViolation
}

/** What a client gets for an error of the database; an error in our own SQL stays what it is. */
export function responseTo(error: unknown): unknown {
  const kind = kindOf(error)
  if (kind === undefined || !(error instanceof Error)) return error
  if (kind === codes.full) return new HttpError(507, `The database is full: ${error.message}`)
  if (!Object.values(codes).includes(kind)) return error
  return new HttpError(503, `The database failed: ${error.message}`, { 'Retry-After': 1 })
}

/** One line for the start: what is wrong with the file, and what to do. */
export function startError(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error
  switch (kindOf(error)) {
    case codes.busy:
    case codes.locked:
      return new Error(`${path} is locked by another process: end that process, or change DATABASE_PATH`)
    case codes.readOnly:
      return new Error(`${path} is read-only: make the file and its folder writable, or change DATABASE_PATH`)
    case codes.corrupt:
    case codes.notADatabase:
      return new Error(`${path} is damaged or not an SQLite database: restore a backup, or change DATABASE_PATH`)
    case codes.full:
      return new Error(`${path} cannot grow, its disk is full: free some space, or change DATABASE_PATH`)
    case codes.cannotOpen:
    case codes.ioError:
      return new Error(`${path} cannot be opened (${error.message}): check the file, or change DATABASE_PATH`)
    case undefined:
      return 'syscall' in error ? new Error(`${path} cannot be opened (${error.message}): change DATABASE_PATH`) : error
    default:
      return error
  }
}
