import type { IncomingMessage } from 'node:http'
import { type BodyBudget, noBodies } from './body-buffer.ts'
import type { Encoders } from './compression/limits.ts'
import type { AppResponse } from './response.ts'

/** One request and its response, with what the steps of app.ts find out about them. Made once for each request. */
export interface Context<Params = unknown> {
  readonly req: IncomingMessage
  readonly res: AppResponse
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
  /** The limits of request bodies, which all requests share. */
  bodies: BodyBudget
  /** Whether the client was told that its body took too long: what still comes of it is not acted on. */
  isRefused: boolean
  /** The status that was written to the socket in place of a response, because the end of the body never came. */
  refusedStatus: number | undefined
  /** Whether CORS_ORIGIN allows the Origin of the request. */
  isOriginAllowed: boolean
  /** The address of the client, which trusted proxies report. */
  client: string
  /** In the log and in the X-Request-Id header. */
  requestId: string
  /** Changes the time limit of the request; 0: no limit. */
  setTimeLimit: (ms: number) => void
  /** What compresses responses; undefined: nothing does. */
  encoders: Encoders | undefined
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
  /** Bytes of the body, in place of BODY_LIMIT. */
  readonly bodyLimit?: number
  /** Its name in metrics, in place of the pattern. */
  readonly name?: string
  /** Called by machines of your own, such as health checks: not limited, and logged at level debug. */
  readonly internal?: boolean | ((ctx: Context) => boolean)
  /** A page for people: where a browser asks for it, its errors are HTML too, if the app has error pages. */
  readonly page?: boolean
  /** Gives way to a file, or another route, at the same path. */
  readonly fallback?: boolean
  /** What OpenAPI describes of it. */
  readonly operation?: object
  /** JSON Schemas that the operation refers to, by name. */
  readonly schemas?: Readonly<Record<string, object>>
  /** A body for the curl line on the docs page. */
  readonly example?: object
  /**
   * Stays open until the client leaves or the process stops, such as a stream of events. It may be idle, is not run for
   * HEAD, and ends at the signal to stop.
   */
  readonly longLived?: boolean
  /** Milliseconds in which the handler has to begin its response, body included, in place of REQUEST_TIMEOUT_MS. */
  readonly timeoutMs?: number
}

export interface Route {
  readonly method: string
  readonly pattern: string
  readonly handler: Handler
  readonly meta: RouteMeta
}

/** All routes of one path. */
export interface Endpoint {
  /** Of the first route: its name, or its pattern. */
  readonly name: string
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
    bodies: noBodies,
    isRefused: false,
    refusedStatus: undefined,
    isOriginAllowed: false,
    client: '',
    requestId: '',
    setTimeLimit: () => {},
    encoders: undefined,
  }
}
