import { HttpError } from '../../http/errors.ts'

const absent = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM'])
const exhausted = new Set(['EMFILE', 'ENFILE'])

/** Undefined for what is not there and what is not ours to read. Throws a 503 when no file descriptor is free. */
export async function unlessAbsent<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (absent.has(code)) return undefined
    throw exhausted.has(code) ? new HttpError(503, 'No file descriptor is free', { 'Retry-After': 1 }) : error
  }
}

export function refuse(): never {
  throw new HttpError(404, 'Nothing is served at this path')
}
