import type { IncomingMessage } from 'node:http'
import type { Config } from './config.ts'
import type { Response } from './http/response.ts'
import { forwarded } from './trust-proxy.ts'

// For answers that are no pages: shown as one by mistake or by force, they load, run and frame nothing. Whatever is a
// page sets a policy of its own.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

const everywhere = [
  ['Content-Security-Policy', dataPolicy],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Frame-Options', 'DENY'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['X-XSS-Protection', '0'], // the filter it used to switch on was itself a way in
] as const

/** Lines for what is answered before there is a request, and so without a look at the settings. */
export const securityHeaderLines = [
  ...everywhere.map(([name, value]) => `${name}: ${value}`),
  'Cross-Origin-Resource-Policy: same-origin',
]

/** Sets the headers of every answer, errors included: an error page can be framed or sniffed as any other. */
export function createSecurityHeaders(config: Config): (req: IncomingMessage, res: Response) => void {
  // Where every origin may read the answers, every page may embed them too.
  const resourcePolicy = config.cors.origins === '*' ? 'cross-origin' : 'same-origin'
  const headers = [
    ...everywhere,
    ['Cross-Origin-Resource-Policy', resourcePolicy],
    ['X-Content-Type-Options', 'nosniff'],
  ] as const

  return (req, res) => {
    res.common.push(...headers)
    // Only behind a proxy that ends TLS: over plain HTTP it means nothing (RFC 6797 section 7.2). The nearest proxy's
    // word counts.
    if (forwarded(req, 'x-forwarded-proto', config.trustProxy).at(-1)?.toLowerCase() === 'https') {
      res.common.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'])
    }
  }
}
