import type { Config } from './config.ts'
import { checkRequest, readTarget } from './http/check-request.ts'
import type { Context } from './http/context.ts'
import type { App } from './http/create-server.ts'
import { dispatch } from './http/route.ts'
import type { Router } from './http/router.ts'
import { sendError } from './http/send-error.ts'
import type { Lifecycle } from './lifecycle.ts'
import { log } from './log.ts'
import { logError } from './middleware/error-log.ts'
import { addGreetingRoutes } from './routes/greeting.ts'

/** What the app is made of: server.ts passes the real ones, tests pass their own. */
export interface Dependencies {
  readonly config: Config
  /** For what has to end or be closed when the process stops. */
  readonly lifecycle: Lifecycle
  /** Empty; createApp adds the routes. */
  readonly router: Router
}

/** Handles requests: handle(), from top to bottom, is the path of a request. */
export function createApp(dependencies: Dependencies): App {
  const { router } = dependencies
  addGreetingRoutes(router)
  // Routes of your own are added here, in any order.

  return {
    async handle(ctx: Context) {
      checkRequest(ctx)
      readTarget(ctx)

      router.match(ctx)
      await dispatch(ctx)
    },

    handleError(ctx, error) {
      logError(ctx, error)
      sendError(ctx, error)
    },

    onRefusal(refusal) {
      log.info(`request refused with ${refusal.status}`)
    },

    onDrop: (message) => log.warn(message),
  }
}
