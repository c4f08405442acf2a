import type { TestContext } from 'node:test'
import type { Handler, RouteMeta } from '../src/http/context.ts'
import { createRouter } from '../src/http/router.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import { startServer } from './support.ts'

/** A server with a handler for GET and POST at /route. */
export async function serveRoute(t: TestContext, meta: RouteMeta, handler: Handler, requestTimeoutMs = 30_000) {
  const router = createRouter()
  for (const method of ['GET', 'POST'] as const) router.add(method, '/route', handler, meta)
  const lifecycle = createLifecycle()
  const env = { REQUEST_TIMEOUT_MS: String(requestTimeoutMs), BODY_LIMIT: '1000' }
  const { url, port } = await startServer(t, env, { router, lifecycle })
  return { url: `${url}/route`, port, lifecycle }
}
