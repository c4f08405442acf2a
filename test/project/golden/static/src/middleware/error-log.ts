import type { Context } from '../http/context.ts'
import { HttpError } from '../http/errors.ts'
import { log } from '../log.ts'

/** Logs the errors that are not the client's; 501 and 505 are about what a request asks for. */
export function logError(ctx: Context, error: unknown): void {
  const status = error instanceof HttpError ? error.status : 500
  if (status < 500 || status === 501 || status === 505) return
  log.error(`${ctx.req.method} failed with ${status}`, error, { requestId: ctx.requestId })
}
