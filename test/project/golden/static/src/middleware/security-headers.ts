import type { Config } from '../config.ts'
import type { Context } from '../http/context.ts'
import type { Refusal } from '../http/create-server.ts'
import { forwarded } from '../trust-proxy.ts'

// For responses that are not pages: shown as one by mistake or by force, they load, run and frame nothing. Pages set a
// policy of their own.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

const everywhere = [
  ['Content-Security-Policy', dataPolicy],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Frame-Options', 'DENY'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['X-XSS-Protection', '0'], // the filter it used to enable was an attack vector itself
] as const

/** Sets the headers of every response, errors included: an error page can be framed or sniffed like every other. */
export function createSecurityHeaders(config: Config): (ctx: Context) => void {
  const resourcePolicy = 'same-origin'
  const headers = [
    ...everywhere,
    ['Cross-Origin-Resource-Policy', resourcePolicy],
    ['X-Content-Type-Options', 'nosniff'],
  ] as const

  return ({ req, res: { defaultHeaders } }) => {
    defaultHeaders.push(...headers)
    // Only after a proxy that ends TLS: over plain HTTP it has no meaning (RFC 6797 section 7.2). The header of the
    // nearest proxy counts.
    if (forwarded(req, 'x-forwarded-proto', config.trustProxy).at(-1)?.toLowerCase() === 'https') {
      defaultHeaders.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'])
    }
  }
}

/** For what is refused before there is a request, so without looking at the settings. */
export function addSecurityHeaders({ headers }: Refusal): void {
  for (const [name, value] of everywhere) headers[name] = value
  headers['Cross-Origin-Resource-Policy'] = 'same-origin'
}
