import type { Context } from '../http/context.ts'
import { OverloadError } from '../http/overload-error.ts'
import type { Lifecycle } from '../lifecycle.ts'

/** Makes the step that gives a request the time that its route allows: a long-lived one, until the process stops. */
export function createRouteLimits(lifecycle: Lifecycle): (ctx: Context) => void {
  return (ctx) => {
    const { longLived = false, timeoutMs } = ctx.route?.meta ?? {}
    if (longLived) keepOpen(ctx, lifecycle)
    else if (timeoutMs !== undefined) ctx.setTimeLimit(timeoutMs)
  }
}

function keepOpen({ req, res, setTimeLimit }: Context, lifecycle: Lifecycle): void {
  if (req.method === 'HEAD') return
  if (lifecycle.isStopping) throw new OverloadError('the server is stopping: new streams get 503')
  setTimeLimit(0)
  req.socket.setTimeout(0) // the next request on the connection sets it again
  const forget = lifecycle.onStopping(() => res.end())
  res.once('close', forget)
}
