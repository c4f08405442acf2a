import type { Context } from '../http/context.ts'
import { HttpError } from '../http/errors.ts'
import { OverloadError } from '../http/overload-error.ts'
import { log } from '../log.ts'

/** Logs the errors that are not the client's; 501 and 505 are about what a request asks for. */
export function logError(ctx: Context, error: unknown): void {
  const status = error instanceof HttpError ? error.status : 500
  if (status < 500 || status === 501 || status === 505) return
  if (error instanceof OverloadError) {
    warnOfOverload(error)
    return
  }
  log.error(`${ctx.req.method} failed with ${status}`, error, { requestId: ctx.requestId })
}

// A line for each of many refusals would flood the log.
const overloadIntervalMs = 60_000
let overloadLoggedAt = Number.NEGATIVE_INFINITY

function warnOfOverload({ message }: OverloadError): void {
  const now = performance.now()
  if (now - overloadLoggedAt < overloadIntervalMs) return
  overloadLoggedAt = now
  log.warn(message)
}
