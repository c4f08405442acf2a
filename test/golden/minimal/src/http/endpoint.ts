import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError } from './errors.ts'
import { sendEmpty } from './send.ts'
import type { Target } from './target.ts'

/** What a handler gets beside Node's own request and response. */
export interface Context<Params = unknown> {
  readonly params: Params
  readonly target: Target
}

export type Handler<Params = unknown> = (
  req: IncomingMessage,
  res: ServerResponse,
  context: Context<Params>,
) => void | Promise<void>

/** Everything that is served at one path, by method. */
export interface Endpoint {
  readonly handlers: ReadonlyMap<string, Handler>
  /** The value of the Allow header. */
  readonly allow: string
}

/** An endpoint and the parameters that led to it. */
export interface Found {
  readonly endpoint: Endpoint
  readonly params: unknown
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** `handlers`: one for each method that has one; HEAD and OPTIONS follow from them. */
export function createEndpoint(handlers: Readonly<Record<string, Handler>>): Endpoint {
  const allowed = [...Object.keys(handlers), 'OPTIONS']
  if (handlers['GET']) allowed.push('HEAD')
  return { handlers: new Map(Object.entries(handlers)), allow: allowed.sort().join(', ') }
}

/** Answers with the handler of the method; HEAD is served by GET, whose body Node then leaves out. */
export async function serve(
  found: Found | undefined,
  req: IncomingMessage,
  res: ServerResponse,
  target: Target,
): Promise<void> {
  const method = req.method ?? ''
  if (target.path === '*') return sendEmpty(res, 204)
  if (found === undefined) {
    throw methods.has(method) ? new HttpError(404, 'Nothing is served at this path') : new HttpError(501)
  }
  const { handlers, allow } = found.endpoint
  const handler = handlers.get(method === 'HEAD' ? 'GET' : method)
  if (handler) return handler(req, res, { params: found.params, target })
  if (method !== 'OPTIONS') throw new HttpError(405, `This path serves ${allow}`, { Allow: allow })
  sendEmpty(res, 204, { Allow: allow })
}
