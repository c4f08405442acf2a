import type { Context } from '../http/context.ts'
import { OverloadError } from '../http/overload-error.ts'
import { sendEmpty } from '../http/send.ts'
import type { Lifecycle } from '../lifecycle.ts'

/** Makes the step that gives a request the time that its route allows: a long-lived one, until the process stops. */
export function createRouteLimits(lifecycle: Lifecycle): (ctx: Context) => void {
  return (ctx) => {
    const { longLived = false, timeoutMs } = ctx.route?.meta ?? {}
    if (longLived) keepOpen(ctx, lifecycle)
    else if (timeoutMs !== undefined) ctx.setTimeLimit(timeoutMs)
  }
}

function keepOpen(ctx: Context, lifecycle: Lifecycle): void {
  const { req, res } = ctx
  if (req.method === 'HEAD') return
  if (lifecycle.isStopping) throw new OverloadError('the server is stopping: new streams get 503')
  ctx.setTimeLimit(0)
  req.socket.setTimeout(0) // the next request on the connection sets it again
  const forget = lifecycle.onStopping(() => {
    if (res.headersSent) res.end()
    else sendEmpty(ctx, 503, { 'Retry-After': 1, Connection: 'close' })
  })
  res.once('close', forget)
}
