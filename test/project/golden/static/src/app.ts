import type { Config } from './config.ts'
import { checkRequest, readTarget } from './http/check-request.ts'
import type { Context } from './http/context.ts'
import type { App } from './http/create-server.ts'
import { dispatch } from './http/route.ts'
import type { Router } from './http/router.ts'
import { sendError } from './http/send-error.ts'
import type { Lifecycle } from './lifecycle.ts'
import { log } from './log.ts'
import { createClientFinder } from './middleware/client-address.ts'
import { logError } from './middleware/error-log.ts'
import { logRefusal, logRequest } from './middleware/request-log.ts'
import { addSecurityHeaders, createSecurityHeaders } from './middleware/security-headers.ts'
import { createFileFinder } from './routes/files/find-file.ts'
import type { Shutdown } from './shutdown.ts'
import { isTrusted } from './trust-proxy.ts'

/** What the app is made of: server.ts passes the real ones, tests pass their own. */
export interface Dependencies {
  readonly config: Config
  /** For what has to end or be closed when the process stops. */
  readonly lifecycle: Lifecycle
  /** Empty; createApp adds the routes. */
  readonly router: Router
  /** The folder of the files, absolute. */
  readonly staticDir: string
  readonly shutdown: Shutdown
}

/** Handles requests: handle(), from top to bottom, is the path of a request. */
export function createApp(dependencies: Dependencies): App {
  const { router } = dependencies
  // Routes of your own are added here, in any order.
  const findFile = createFileFinder(dependencies.staticDir)
  const findClient = createClientFinder(dependencies.config.trustProxy)
  const setSecurityHeaders = createSecurityHeaders(dependencies.config)

  return {
    async handle(ctx: Context) {
      findClient(ctx)
      logRequest(ctx)
      if (dependencies.lifecycle.isStopping) await dependencies.shutdown.admit()
      setSecurityHeaders(ctx)
      checkRequest(ctx)
      readTarget(ctx)

      router.match(ctx)
      if ((ctx.endpoint === undefined || ctx.route?.meta.fallback) && (await findFile(ctx))) return dispatch(ctx)
      await dispatch(ctx)
    },

    handleError(ctx, error) {
      logError(ctx, error)
      sendError(ctx, error)
    },

    onRefusal(refusal) {
      addSecurityHeaders(refusal)
      logRefusal(refusal)
    },

    onDrop: (message) => log.warn(message),
    isProxy: (address) => isTrusted(address, dependencies.config.trustProxy),
  }
}
