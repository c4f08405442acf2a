import { clientAddress } from './client-address.ts'
import { createCompression } from './compression/budget.ts'
import type { Config } from './config.ts'
import { createCors } from './cors.ts'
import { createDocs } from './docs/docs.ts'
import { findHealth, findUnready } from './health.ts'
import { checkRequest } from './http/check-request.ts'
import type { Listener } from './http/create-server.ts'
import { type Found, serve } from './http/endpoint.ts'
import { settle } from './http/settle.ts'
import { parseTarget } from './http/target.ts'
import type { Lifecycle } from './lifecycle.ts'
import { createMetrics } from './metrics/page.ts'
import { measureRequest } from './metrics/requests.ts'
import { nameOf } from './metrics/routes.ts'
import { createRateLimit } from './rate-limit.ts'
import { logRequest } from './request-log.ts'
import type { Stores } from './resources/stores.ts'
import { routeTodos } from './resources/todos.ts'
import type { Router } from './router.ts'
import { createSecurityHeaders } from './security-headers.ts'
import type { Shutdown } from './shutdown.ts'
import { createFileFinder } from './static/find-file.ts'

/** What the app is made of: server.ts passes the real parts, tests pass their own. */
export interface Parts {
  readonly config: Config
  /** For what has to end or be closed when the process stops. */
  readonly lifecycle: Lifecycle
  /** Empty; createApp adds the routes. */
  readonly router: Router
  readonly stores: Stores
  /** The folder of the files, absolute. */
  readonly staticDir: string
  readonly shutdown: Shutdown
}

/** The request listener. Its inner function, top to bottom, is the path of a request. */
export function createApp(parts: Parts): Listener {
  const { config } = parts
  const cors = createCors(config.cors)
  const { router } = parts
  routeTodos(router, parts.stores.todos, config)
  const findFile = createFileFinder(parts.staticDir)
  const docs = createDocs(router, config.port)
  const findMetrics = createMetrics(config.metrics)
  const rateLimit = createRateLimit(config)
  const setSecurityHeaders = createSecurityHeaders(config)
  const allowCompression = createCompression(config)

  return (req, res) =>
    settle(req, res, config.requestTimeoutMs, async () => {
      let found: Found | undefined
      measureRequest(req, res, () => nameOf(found))
      const client = clientAddress(req, config.trustProxy)
      logRequest(req, res, client)
      if (parts.lifecycle.isStopping) await parts.shutdown.admit()
      cors.allow(req, res)
      setSecurityHeaders(req, res)
      allowCompression(req)
      const target = rateLimit.countIfRefused(res, client, () => {
        checkRequest(req)
        return parseTarget(req)
      })

      if (parts.lifecycle.isStopping) found ??= findUnready(target.path)
      found ??= router.find(target.segments)
      found ??= findHealth(target.path)
      found ??= docs.find(target)
      found ??= findMetrics(target.path)
      if (cors.answerPreflight(req, res, found)) return
      if (found === undefined) {
        found = await findFile(target)
        if (found) return serve(found, req, res, target)
      }
      rateLimit.count(res, client)
      found ??= docs.findHome(target)
      await serve(found, req, res, target)
    })
}
