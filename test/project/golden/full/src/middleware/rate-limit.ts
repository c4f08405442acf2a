import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import type { Config } from '../config.ts'
import { addressOf, networkOf } from '../http/connections.ts'
import type { Context } from '../http/context.ts'
import type { Refusal } from '../http/create-server.ts'
import { HttpError } from '../http/errors.ts'
import { isInternal } from '../http/internal-route.ts'
import { log } from '../log.ts'
import { isTrusted, readTrustProxy } from '../trust-proxy.ts'
import { createQuotas } from './rate-limit/quotas.ts'

// A few dozen bytes each.
const maxClients = 100_000

// Where a proxy is. From elsewhere strangers may send its headers.
const nearby = readTrustProxy({
  TRUST_PROXY: '10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,172.16.0.0/12,192.168.0.0/16,::1,fc00::/7',
})

/** Counts the requests of each client, by its address, and throws a 429 for those beyond its quota. */
export function createRateLimit(config: Config) {
  const { max, windowMs } = config.rateLimit
  const quotas = createQuotas({ max, windowMs, maxClients })
  // https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
  const policy = `"default";q=${max};w=${toSeconds(windowMs)}`

  let hasWarned = false

  /** Once: a proxy that is not trusted looks like one client. */
  function warnOfProxy({ headers, socket }: IncomingMessage): void {
    if (hasWarned || (headers['x-forwarded-for'] ?? headers.forwarded) === undefined) return
    const address = addressOf(socket)
    if (isTrusted(address, config.trustProxy) || !isTrusted(address, nearby)) return
    hasWarned = true
    log.warn(`clients behind ${address} count as one for the rate limit: if it is a proxy, set TRUST_PROXY=${address}`)
  }

  function count({ req, res, client }: Context, headers?: OutgoingHttpHeaders): void {
    warnOfProxy(req)
    const { remaining, resetMs } = quotas.consume(networkOf(client))
    const seconds = toSeconds(resetMs)
    const limit = `"default";r=${Math.max(0, remaining)};t=${seconds}`
    res.defaultHeaders.push(['RateLimit-Policy', policy], ['RateLimit', limit])
    if (remaining < 0) {
      const detail = `More than ${max} requests: try again in ${seconds} s`
      throw new HttpError(429, detail, { ...headers, 'Retry-After': seconds })
    }
  }

  return {
    /** Counts what never became a whole request, but not for a proxy, which many clients share. */
    limitRefusal({ socket, unfinished }: Refusal): void {
      const isCounted = unfinished?.res.defaultHeaders.some(([name]) => name === 'RateLimit')
      if (isCounted || !(socket instanceof Socket)) return
      const address = addressOf(socket)
      if (!isTrusted(address, config.trustProxy)) quotas.consume(networkOf(address))
    },

    /** Counts a request, unless its route is internal. */
    limitRate(ctx: Context): void {
      if (!isInternal(ctx)) count(ctx)
    },

    /** Counts a request only if `read` throws: a malformed one has no route, and attacks begin with many of them. */
    countIfRefused(ctx: Context, read: () => void): void {
      try {
        read()
      } catch (error) {
        count(ctx, { Connection: 'close' }) // as checkRequest does: it may be unclear where the request ends
        throw error
      }
    },
  }
}

/** In whole seconds, rounded up: a client that retries a moment too early is refused once more. */
function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}
