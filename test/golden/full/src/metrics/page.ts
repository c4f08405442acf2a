import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createEndpoint, type Found } from '../http/endpoint.ts'
import { HttpError } from '../http/errors.ts'
import { send } from '../http/send.ts'
import type { MetricsConfig } from './config.ts'
import { connectionFamily } from './connections.ts'
import { contentType, toText } from './exposition.ts'
import { processFamilies } from './process.ts'
import { requestFamilies } from './requests.ts'
import { nameEndpoint } from './routes.ts'

const path = '/metrics'

/** The page that Prometheus reads every few seconds. Metrics of your own belong into its list. */
export function createMetrics(config: MetricsConfig) {
  const endpoint = createEndpoint({
    GET: (req, res) => {
      if (!mayRead(req, config)) {
        throw new HttpError(401, 'The metrics are for clients with the METRICS_TOKEN', { 'WWW-Authenticate': 'Bearer' })
      }
      const families = [...requestFamilies(), connectionFamily(), ...processFamilies()]
      send(res, 200, contentType, toText(families), { 'Cache-Control': 'no-store' })
    },
  })
  nameEndpoint(endpoint, path)

  return (sent: string): Found | undefined => (isMetrics(sent) ? { endpoint, params: undefined } : undefined)
}

export function isMetrics(sent: string): boolean {
  return sent === path
}

/** The numbers tell whoever attacks a server how it bears it, and whoever competes with it how many come. */
export function mayRead({ headers }: IncomingMessage, { token, isOpen }: MetricsConfig): boolean {
  if (isOpen) return true
  const [, shown] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  return token !== undefined && shown !== undefined && isSame(token, shown)
}

/** Takes as long for a token that is wrong in its first letter as for one that is wrong in its last. */
function isSame(token: string, shown: string): boolean {
  return timingSafeEqual(hash('sha256', token, 'buffer'), hash('sha256', shown, 'buffer'))
}
