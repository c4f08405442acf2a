import type { Config } from '../config.ts'
import type { BodyBudget } from '../http/body-buffer.ts'
import type { Context } from '../http/context.ts'

/** Makes the step that sets the limits of request bodies. All requests share the memory for them. */
export function createBodyLimit({ bodyLimit, bodyConcurrency }: Config): (ctx: Context) => void {
  const bodies: BodyBudget = { limit: bodyLimit, total: bodyLimit * bodyConcurrency, allocated: 0 }
  return (ctx) => {
    ctx.bodies = bodies
  }
}
