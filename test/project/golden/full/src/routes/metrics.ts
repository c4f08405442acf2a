import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { HttpError } from '../http/errors.ts'
import type { Router } from '../http/router.ts'
import { send } from '../http/send.ts'
import { connectionFamily } from '../middleware/metrics/connections.ts'
import { contentType, toText } from '../middleware/metrics/exposition.ts'
import { processFamilies } from '../middleware/metrics/process.ts'
import { requestFamilies } from '../middleware/metrics/requests.ts'
import type { MetricsConfig } from '../settings/metrics.ts'

/** The page that Prometheus reads every few seconds. Add metrics of your own to its list. */
export function addMetricsRoute(router: Router, config: MetricsConfig): void {
  router.add(
    'GET',
    '/metrics',
    (ctx) => {
      if (!mayRead(ctx.req, config)) {
        throw new HttpError(401, 'The metrics are for clients with the METRICS_TOKEN', { 'WWW-Authenticate': 'Bearer' })
      }
      const families = [...requestFamilies(), connectionFamily(), ...processFamilies()]
      send(ctx, 200, contentType, toText(families), { 'Cache-Control': 'no-store' })
    },
    {
      summary: 'Metrics for Prometheus',
      // Guesses at the token count for the rate limit, and are logged.
      internal: ({ req }) => mayRead(req, config),
      operation: {
        responses: {
          200: {
            description: 'All metrics, in the text exposition format',
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
        },
      },
    },
  )
}

/** The numbers show an attacker how well an attack works, and a competitor how many clients there are. */
function mayRead({ headers }: IncomingMessage, { token, isOpen }: MetricsConfig): boolean {
  if (isOpen) return true
  const [, shown] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  return token !== undefined && shown !== undefined && isSameToken(token, shown)
}

/** The comparison takes the same time wherever the two differ. */
function isSameToken(token: string, shown: string): boolean {
  return timingSafeEqual(hash('sha256', token, 'buffer'), hash('sha256', shown, 'buffer'))
}
