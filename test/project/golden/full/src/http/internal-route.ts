import type { Context } from './context.ts'

/** Whether a request is one of those that machines of your own send. */
export function isInternal(ctx: Context): boolean {
  const internal = ctx.route?.meta.internal ?? false
  return typeof internal === 'function' ? internal(ctx) : internal
}
