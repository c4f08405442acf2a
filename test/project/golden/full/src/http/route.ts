import type { Context, Endpoint, Route } from './context.ts'
import { HttpError } from './errors.ts'
import { sendEmpty } from './send.ts'

/** `routes`: those of one path, each with another method. HEAD and OPTIONS follow from them. */
export function createEndpoint(routes: readonly Route[]): Endpoint {
  const byMethod = new Map(routes.map((route) => [route.method, route]))
  const allowed = [...byMethod.keys(), 'OPTIONS', ...(byMethod.has('GET') ? ['HEAD'] : [])]
  return {
    name: routes[0]?.meta.name ?? routes[0]?.pattern ?? '',
    routes: byMethod,
    allow: allowed.sort().join(', '),
  }
}

/** Chooses what serves a request. HEAD is served by GET, and Node leaves out the content. */
export function setEndpoint(ctx: Context, endpoint: Endpoint, params: unknown): void {
  const { method = '' } = ctx.req
  ctx.endpoint = endpoint
  ctx.params = params
  ctx.route = endpoint.routes.get(method === 'HEAD' ? 'GET' : method)
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Runs the handler, or responds for a path or a method that has none. */
export function dispatch(ctx: Context): void | Promise<void> {
  const { req, target, endpoint, route } = ctx
  if (route?.meta.longLived && req.method === 'HEAD') return sendEmpty(ctx, 200, { 'Cache-Control': 'no-store' })
  if (route) return route.handler(ctx)
  if (target.path === '*') return sendEmpty(ctx, 204)
  if (endpoint === undefined) {
    throw knownMethods.has(req.method ?? '') ? new HttpError(404, 'There is nothing at this path') : new HttpError(501)
  }
  const { allow } = endpoint
  if (req.method !== 'OPTIONS') throw new HttpError(405, `The methods of this path are ${allow}`, { Allow: allow })
  if (endpoint.routes.has('PATCH')) {
    sendEmpty(ctx, 204, { Allow: allow, 'Accept-Patch': 'application/merge-patch+json, application/json' })
  } else {
    sendEmpty(ctx, 204, { Allow: allow })
  }
}
