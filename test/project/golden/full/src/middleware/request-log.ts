import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { addressOf } from '../http/connections.ts'
import type { Context } from '../http/context.ts'
import type { Refusal } from '../http/create-server.ts'
import { isInternal } from '../http/internal-route.ts'
import { log } from '../log.ts'
import { redact } from '../logging/redact.ts'
import type { LogLevel } from '../settings/log.ts'

/** Gives the request an id, which is sent to the client too, and logs one line once it is over, however it ends. */
export function logRequest(ctx: Context): void {
  const { req, res } = ctx
  const begun = performance.now() // unlike the time of day, it never goes backwards
  const requestId = idOf(req)
  ctx.requestId = requestId
  res.defaultHeaders.push(['X-Request-Id', requestId])
  res.on('close', () => {
    log.request(levelOf(ctx), {
      requestId,
      method: req.method,
      url: redact(req.url ?? ''),
      status: ctx.refusedStatus ?? (res.headersSent ? res.statusCode : null),
      durationMs: Math.round((performance.now() - begun) * 100) / 100,
      bytes: res.contentBytes,
      remoteAddress: ctx.client,
      userAgent: req.headers['user-agent'] ?? null,
      aborted: res.writableFinished ? undefined : true,
    })
  })
}

/** Logs what never became a whole request, unless its own line will. The response gets the id. */
export function logRefusal({ socket, status, unfinished, headers, members }: Refusal): void {
  const isLogged = unfinished !== undefined && unfinished.requestId !== ''
  const requestId = isLogged ? unfinished.requestId : randomUUID()
  headers['X-Request-Id'] = requestId
  members['requestId'] = requestId
  if (isLogged) return
  const remoteAddress = socket instanceof Socket ? addressOf(socket) : null
  log.info('request refused', { requestId, status, remoteAddress })
}

/** A client or a proxy may have given the request an id already; one that could forge log lines is replaced. */
function idOf(req: IncomingMessage): string {
  const id = req.headers['x-request-id']
  return typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? id : randomUUID()
}

function levelOf(ctx: Context): LogLevel {
  if (isInternal(ctx)) return 'debug' // machines send it every few seconds
  // 501 and 505: the client asked for something that this server does not support.
  const { statusCode } = ctx.res
  return statusCode >= 500 && statusCode !== 501 && statusCode !== 505 ? 'error' : 'info'
}
