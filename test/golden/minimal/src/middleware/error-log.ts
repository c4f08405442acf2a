import type { Context } from '../http/context.ts'
import { HttpError } from '../http/errors.ts'
import { log } from '../log.ts'

/** Logs the errors that are not the client's: 500, and 503, which may be a handler that takes too long. */
export function logError(ctx: Context, error: unknown): void {
  const status = error instanceof HttpError ? error.status : 500
  if (status !== 500 && status !== 503) return
  log.error(`${ctx.req.method} failed with ${status}`, error)
}
