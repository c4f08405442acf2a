import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { findHealth } from './health.ts'
import { addressOf } from './http/address.ts'
import { Response } from './http/response.ts'
import { pathOf } from './http/target.ts'
import { log } from './log.ts'
import type { LogLevel } from './logging/config.ts'
import { redact } from './logging/redact.ts'
import { isMetrics } from './metrics/page.ts'

// Requests whose end never came: they are answered without their response.
const refused = new WeakMap<ServerResponse, number>()

/**
 * Writes one line about a request once it is over, however it ends, and gives it an id that the client is told.
 * `client`: its address.
 */
export function logRequest(req: IncomingMessage, res: Response, client: string): void {
  const begun = performance.now() // unlike the time of day, it never goes backwards
  const requestId = idOf(req)
  res.requestId = requestId
  res.common.push(['X-Request-Id', requestId])
  res.on('close', () => {
    log.request(levelOf(res), {
      requestId,
      method: req.method,
      url: redact(req.url ?? ''),
      status: refused.get(res) ?? (res.headersSent ? res.statusCode : null),
      durationMs: Math.round((performance.now() - begun) * 100) / 100,
      bytes: res.bodyBytes,
      remoteAddress: client,
      userAgent: req.headers['user-agent'] ?? null,
      aborted: res.writableFinished ? undefined : true,
    })
  })
}

/** Writes the line of what never became a whole request, and returns the id for its answer. */
export function logRefusal(socket: Duplex, status: number, current: ServerResponse | undefined): string {
  if (current instanceof Response && !current.writableEnded && current.requestId !== '') {
    refused.set(current, status) // its own line will say so
    return current.requestId
  }
  const requestId = randomUUID()
  const remoteAddress = socket instanceof Socket ? addressOf(socket) : null
  log.info('request refused', { requestId, status, remoteAddress })
  return requestId
}

export function requestIdOf(res: ServerResponse): string | undefined {
  return (res instanceof Response && res.requestId) || undefined
}

/** A client or a proxy may have an id for the request already; one that could forge log lines is replaced. */
function idOf(req: IncomingMessage): string {
  const id = req.headers['x-request-id']
  return typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? id : randomUUID()
}

function levelOf(res: ServerResponse): LogLevel {
  if (findHealth(pathOf(res.req.url ?? ''))) return 'debug' // machines ask every few seconds
  if (res.statusCode < 400 && isMetrics(pathOf(res.req.url ?? ''))) return 'debug'
  // 501 and 505 are what a client asked for and nobody has.
  return res.statusCode >= 500 && ![501, 505].includes(res.statusCode) ? 'error' : 'info'
}
