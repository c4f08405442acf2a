import { clientAddress } from './client-address.ts'
import type { Config } from './config.ts'
import { checkRequest } from './http/check-request.ts'
import type { Listener } from './http/create-server.ts'
import { type Found, serve } from './http/endpoint.ts'
import { settle } from './http/settle.ts'
import { parseTarget } from './http/target.ts'
import type { Lifecycle } from './lifecycle.ts'
import { logRequest } from './request-log.ts'
import { createSecurityHeaders } from './security-headers.ts'
import type { Shutdown } from './shutdown.ts'
import { createFileFinder } from './static/find-file.ts'

/** What the app is made of: server.ts passes the real parts, tests pass their own. */
export interface Parts {
  readonly config: Config
  /** For what has to end or be closed when the process stops. */
  readonly lifecycle: Lifecycle
  /** The folder of the files, absolute. */
  readonly staticDir: string
  readonly shutdown: Shutdown
}

/** The request listener. Its inner function, top to bottom, is the path of a request. */
export function createApp(parts: Parts): Listener {
  const { config } = parts
  const findFile = createFileFinder(parts.staticDir)
  const setSecurityHeaders = createSecurityHeaders(config)

  return (req, res) =>
    settle(req, res, config.requestTimeoutMs, async () => {
      let found: Found | undefined
      const client = clientAddress(req, config.trustProxy)
      logRequest(req, res, client)
      if (parts.lifecycle.isStopping) await parts.shutdown.admit()
      setSecurityHeaders(req, res)
      checkRequest(req)
      const target = parseTarget(req)

      if (found === undefined) {
        found = await findFile(target)
        if (found) return serve(found, req, res, target)
      }
      await serve(found, req, res, target)
    })
}
