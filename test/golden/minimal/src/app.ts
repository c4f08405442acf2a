import type { Config } from './config.ts'
import { findGreeting } from './greeting.ts'
import { checkRequest } from './http/check-request.ts'
import type { Listener } from './http/create-server.ts'
import { type Found, serve } from './http/endpoint.ts'
import { settle } from './http/settle.ts'
import { parseTarget } from './http/target.ts'
import type { Lifecycle } from './lifecycle.ts'

/** What the app is made of: server.ts passes the real parts, tests pass their own. */
export interface Parts {
  readonly config: Config
  /** For what has to end or be closed when the process stops. */
  readonly lifecycle: Lifecycle
}

/** The request listener. Its inner function, top to bottom, is the path of a request. */
export function createApp(parts: Parts): Listener {
  const { config } = parts

  return (req, res) =>
    settle(req, res, config.requestTimeoutMs, async () => {
      let found: Found | undefined
      checkRequest(req)
      const target = parseTarget(req)

      found ??= findGreeting(target)
      await serve(found, req, res, target)
    })
}
