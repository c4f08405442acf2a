import type { Context, Endpoint, Handler, Route, RouteMeta } from './context.ts'
import { createEndpoint, setEndpoint } from './route.ts'

export interface Router {
  /** Adds a route for an exact path. Throws where there is one already. */
  add(method: string, path: string, handler: Handler, meta?: RouteMeta): void
  /** Sets the endpoint of a request, and its route. */
  match(ctx: Context): void
  /** Every route, in the order in which they were added. */
  list(): readonly Route[]
}

export function createRouter(): Router {
  const routes: Route[] = []
  const endpoints = new Map<string, Endpoint>()

  return {
    add(method, path, handler, meta = {}) {
      if (endpoints.get(path)?.routes.has(method)) throw new Error(`${method} ${path} is registered already`)
      routes.push({ method, pattern: path, handler, meta })
      endpoints.set(path, createEndpoint(routes.filter(({ pattern }) => pattern === path)))
    },
    match(ctx) {
      const endpoint = endpoints.get(ctx.target.path)
      if (endpoint) setEndpoint(ctx, endpoint, {})
    },
    list: () => routes,
  }
}
