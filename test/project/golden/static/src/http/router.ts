import type { Context, Endpoint, Handler, RouteMeta } from './context.ts'
import { createEndpoint, setEndpoint } from './route.ts'

export interface Router {
  /** Adds a route for an exact path. Throws where there is one already. */
  add(method: string, path: string, handler: Handler, meta?: RouteMeta): void
  /** Sets the endpoint of a request, and its route. */
  match(ctx: Context): void
}

export function createRouter(): Router {
  const endpoints = new Map<string, Endpoint>()

  return {
    add(method, path, handler, meta = {}) {
      const others = endpoints.get(path)?.routes ?? new Map()
      if (others.has(method)) throw new Error(`${method} ${path} is registered already`)
      endpoints.set(path, createEndpoint([...others.values(), { method, pattern: path, handler, meta }]))
    },
    match(ctx) {
      const endpoint = endpoints.get(ctx.target.path)
      if (endpoint) setEndpoint(ctx, endpoint, {})
    },
  }
}
