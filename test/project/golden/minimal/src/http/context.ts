import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request and its response, with what the steps of app.ts find out about them. Made once for each request. */
export interface Context<Params = unknown> {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** Where a proxy in front serves this server, such as `/shop`: in front of every path in a response. May be empty. */
  readonly basePath: string
  /** Set by readTarget(). */
  target: Target
  /** What is served at the path; undefined: nothing. */
  endpoint: Endpoint | undefined
  /** What serves the request; undefined: nothing is at the path, or nothing for this method. */
  route: Route | undefined
  /** The parameters of the route's pattern, decoded. */
  params: Params
}

/** The request target (RFC 9112 section 3.2). */
export interface Target {
  /** As sent, without the base path and without needless escapes; `*` for OPTIONS on the whole server. */
  readonly path: string
  /** The path split at its slashes, each segment decoded once: an encoded slash stays inside its segment. */
  readonly segments: readonly string[]
  /** What follows the first `?`. */
  readonly query: string
}

/** Responds to a request. What it throws is handled: an HttpError as it says, everything else as a 500. */
export type Handler<Params = unknown> = (ctx: Context<Params>) => void | Promise<void>

/** What others need to know about a route. All of it is optional. */
export interface RouteMeta {
  /** What it does, in one line. */
  readonly summary?: string
}

export interface Route {
  readonly method: string
  readonly pattern: string
  readonly handler: Handler
  readonly meta: RouteMeta
}

/** All routes of one path. */
export interface Endpoint {
  readonly routes: ReadonlyMap<string, Route>
  /** The value of the Allow header. */
  readonly allow: string
}

const noTarget: Target = { path: '', segments: [], query: '' }

export function createContext(req: IncomingMessage, res: Context['res'], basePath = ''): Context {
  return {
    req,
    res,
    basePath,
    target: noTarget,
    endpoint: undefined,
    route: undefined,
    params: undefined,
  }
}
