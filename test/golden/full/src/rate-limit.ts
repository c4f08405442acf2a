import type { Config } from './config.ts'
import { findHealth } from './health.ts'
import { HttpError } from './http/errors.ts'
import { networkOf } from './http/network.ts'
import type { Response } from './http/response.ts'
import { pathOf } from './http/target.ts'
import { isMetrics } from './metrics/page.ts'
import { createQuotas } from './quotas.ts'

// A few dozen bytes each.
const maxClients = 100_000

/** Counts the requests of each client, by its address, and throws a 429 for those beyond its quota. */
export function createRateLimit({ max, windowMs }: Config['rateLimit']): (res: Response, client: string) => void {
  const quotas = createQuotas({ max, windowMs, maxClients })
  // https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
  const policy = `"default";q=${max};w=${toSeconds(windowMs)}`

  return (res, client) => {
    if (findHealth(pathOf(res.req.url ?? ''))) return
    if (isMetrics(pathOf(res.req.url ?? ''))) return
    const { left, resetMs } = quotas.take(networkOf(client))
    const seconds = toSeconds(resetMs)
    res.common.push(['RateLimit-Policy', policy], ['RateLimit', `"default";r=${Math.max(0, left)};t=${seconds}`])
    if (left < 0) {
      throw new HttpError(429, `More than ${max} requests: try again in ${seconds} s`, { 'Retry-After': seconds })
    }
  }
}

/** In whole seconds, rounded up: who comes back a moment too early is refused once more. */
function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}
