import type { Config } from './config.ts'
import { findHealth } from './health.ts'
import { HttpError } from './http/errors.ts'
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

/** An IPv6 client has a whole /64 at its disposal, if not more, so that is what has a quota: `2001:db8:0:1`. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
