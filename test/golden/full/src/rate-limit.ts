import type { OutgoingHttpHeaders } from 'node:http'
import type { Config } from './config.ts'
import { findHealth } from './health.ts'
import { HttpError } from './http/errors.ts'
import { networkOf } from './http/network.ts'
import type { Response } from './http/response.ts'
import { pathOf } from './http/target.ts'
import { isMetrics, mayRead } from './metrics/page.ts'
import { createQuotas } from './quotas.ts'

// A few dozen bytes each.
const maxClients = 100_000

/** Both throw a 429 for what is beyond the quota of a client. */
export interface RateLimit {
  /** Counts a request, unless its path is exempt. */
  count(res: Response, client: string): void
  /** Counts a request only if `read` throws: a malformed one has no path yet, and attacks begin with many of them. */
  countIfRefused<Result>(res: Response, client: string, read: () => Result): Result
}

/** Counts the requests of each client, by its address. */
export function createRateLimit(config: Config): RateLimit {
  const { max, windowMs } = config.rateLimit
  const quotas = createQuotas({ max, windowMs, maxClients })
  // https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
  const policy = `"default";q=${max};w=${toSeconds(windowMs)}`

  function take(res: Response, client: string, headers?: OutgoingHttpHeaders): void {
    const { left, resetMs } = quotas.take(networkOf(client))
    const seconds = toSeconds(resetMs)
    res.common.push(['RateLimit-Policy', policy], ['RateLimit', `"default";r=${Math.max(0, left)};t=${seconds}`])
    if (left < 0) {
      const detail = `More than ${max} requests: try again in ${seconds} s`
      throw new HttpError(429, detail, { ...headers, 'Retry-After': seconds })
    }
  }

  return {
    count(res, client) {
      if (findHealth(pathOf(res.req.url ?? ''))) return
      if (isMetrics(pathOf(res.req.url ?? '')) && mayRead(res.req, config.metrics)) return
      take(res, client)
    },
    countIfRefused(res, client, read) {
      try {
        return read()
      } catch (error) {
        take(res, client, { Connection: 'close' }) // as checkRequest does: it may be unclear where the request ends
        throw error
      }
    },
  }
}

/** In whole seconds, rounded up: a client that retries a moment too early is refused once more. */
function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}
