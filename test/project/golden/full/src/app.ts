import type { Config } from './config.ts'
import { checkRequest, readTarget } from './http/check-request.ts'
import type { Context } from './http/context.ts'
import type { App } from './http/create-server.ts'
import { dispatch } from './http/route.ts'
import type { Router } from './http/router.ts'
import { sendError } from './http/send-error.ts'
import type { Lifecycle } from './lifecycle.ts'
import { log } from './log.ts'
import { createBodyLimit } from './middleware/body-limit.ts'
import { createClientFinder } from './middleware/client-address.ts'
import { createCompression } from './middleware/compression.ts'
import { createCors } from './middleware/cors.ts'
import { logError } from './middleware/error-log.ts'
import { countRefusal, measureRequest } from './middleware/metrics/requests.ts'
import { createRateLimit } from './middleware/rate-limit.ts'
import { logRefusal, logRequest } from './middleware/request-log.ts'
import { createRouteLimits } from './middleware/route-limits.ts'
import { addSecurityHeaders, createSecurityHeaders } from './middleware/security-headers.ts'
import { addDocsRoutes } from './routes/docs.ts'
import { createFileFinder } from './routes/files/find-file.ts'
import { addHealthRoutes, type HealthCheck } from './routes/health.ts'
import { addHelloRoutes } from './routes/hello.ts'
import { addMetricsRoute } from './routes/metrics.ts'
import { addTodoRoutes } from './routes/todos.ts'
import type { Shutdown } from './shutdown.ts'
import type { Stores } from './stores.ts'
import { isTrusted } from './trust-proxy.ts'

/** What the app is made of: server.ts passes the real ones, tests pass their own. */
export interface Dependencies {
  readonly config: Config
  /** For what has to end or be closed when the process stops. */
  readonly lifecycle: Lifecycle
  /** Empty; createApp adds the routes. */
  readonly router: Router
  /** What /ready asks. */
  readonly healthChecks: readonly HealthCheck[]
  readonly stores: Stores
  /** The folder of the files, absolute. */
  readonly staticDir: string
  readonly shutdown: Shutdown
}

/** Handles requests: handle(), from top to bottom, is the path of a request. */
export function createApp(dependencies: Dependencies): App {
  const { router } = dependencies
  addHealthRoutes(router, dependencies.lifecycle, dependencies.healthChecks)
  addHelloRoutes(router)
  addTodoRoutes(router, dependencies.stores)
  addDocsRoutes(router, dependencies.config)
  addMetricsRoute(router, dependencies.config.metrics)
  // Routes of your own are added here, in any order.
  const limitBodies = createBodyLimit(dependencies.config)
  const { setCorsHeaders, answerPreflight } = createCors(dependencies.config.cors)
  const findFile = createFileFinder(dependencies.staticDir)
  const findClient = createClientFinder(dependencies.config.trustProxy)
  const { limitRate, limitRefusal, countIfRefused } = createRateLimit(dependencies.config)
  const applyRouteLimits = createRouteLimits(dependencies.lifecycle)
  const setSecurityHeaders = createSecurityHeaders(dependencies.config)
  const enableCompression = createCompression(dependencies.config)

  return {
    async handle(ctx: Context) {
      measureRequest(ctx)
      findClient(ctx)
      logRequest(ctx)
      if (dependencies.lifecycle.isStopping) await dependencies.shutdown.admit()
      limitBodies(ctx)
      setCorsHeaders(ctx)
      setSecurityHeaders(ctx)
      enableCompression(ctx)
      countIfRefused(ctx, () => {
        checkRequest(ctx)
        readTarget(ctx)
      })

      router.match(ctx)
      if (answerPreflight(ctx)) return
      if ((ctx.endpoint === undefined || ctx.route?.meta.fallback) && (await findFile(ctx))) return dispatch(ctx)
      limitRate(ctx)
      applyRouteLimits(ctx)
      await dispatch(ctx)
    },

    handleError(ctx, error) {
      logError(ctx, error)
      sendError(ctx, error)
    },

    onRefusal(refusal) {
      countRefusal(refusal)
      limitRefusal(refusal)
      addSecurityHeaders(refusal)
      logRefusal(refusal)
    },

    onDrop: (message) => log.warn(message),
    isProxy: (address) => isTrusted(address, dependencies.config.trustProxy),
    longestTimeoutMs: Math.max(0, ...router.list().map(({ meta }) => meta.timeoutMs ?? 0)),
  }
}
