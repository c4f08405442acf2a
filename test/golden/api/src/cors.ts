import type { IncomingMessage } from 'node:http'
import type { Found } from './http/endpoint.ts'
import type { Response } from './http/response.ts'
import { sendEmpty } from './http/send.ts'
import { type Environment, invalidSetting } from './settings.ts'

export interface CorsConfig {
  readonly origins: '*' | ReadonlySet<string>
  readonly credentials: boolean
}

const maxAgeSeconds = '600'

// Field names (RFC 9110 section 5.1), separated by commas: what else a client sends is not sent back.
const fieldNames = /^[\w!#$%&'*+.^`|~-]+(?:[ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]+)*$/
const maxNames = 1024

// What a script may read beside the few headers that every script may.
const exposed = ['Allow', 'ETag', 'Link', 'Location', 'Retry-After']
exposed.push('Accept-Patch')
exposed.push('X-Request-Id')

/** The CORS protocol (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export function createCors(config: CorsConfig) {
  const exposedHeaders = exposed.join(', ')

  return {
    /** Sets the headers of every answer, errors included: without them a script could not even read those. */
    allow(req: IncomingMessage, { common }: Response): void {
      const { origin } = req.headers
      if (config.origins === '*') common.push(['Access-Control-Allow-Origin', '*'])
      else {
        // Also when it is refused: a cache must not give one origin what was answered to another.
        common.push(['Vary', 'Origin'])
        if (origin === undefined || !config.origins.has(origin)) return
        common.push(['Access-Control-Allow-Origin', origin])
        if (config.credentials) common.push(['Access-Control-Allow-Credentials', 'true'])
      }
      common.push(['Access-Control-Expose-Headers', exposedHeaders])
    },

    /** Answers a preflight, the question of a browser whether a script may send a request. Other OPTIONS are not it. */
    answerPreflight(req: IncomingMessage, res: Response, found: Found | undefined): boolean {
      const { origin, 'access-control-request-headers': requested } = req.headers
      if (req.method !== 'OPTIONS' || !origin || !req.headers['access-control-request-method']) return false
      const { common } = res
      common.push(['Vary', 'Access-Control-Request-Method, Access-Control-Request-Headers'])
      if (isAllowed(config, origin)) {
        common.push(['Access-Control-Allow-Methods', found?.endpoint.allow ?? 'GET, HEAD, OPTIONS'])
        common.push(['Access-Control-Max-Age', maxAgeSeconds])
        if (requested && requested.length <= maxNames && fieldNames.test(requested)) {
          common.push(['Access-Control-Allow-Headers', requested])
        }
      }
      sendEmpty(res, 204)
      return true
    },
  }
}

/** Compares whole origins: neither a prefix nor a suffix makes one origin another. */
export function isAllowed({ origins }: CorsConfig, origin: string): boolean {
  return origins === '*' || origins.has(origin)
}

export function readCors(env: Environment): CorsConfig {
  const value = env['CORS_ORIGIN'] || '*'
  const credentials = env['CORS_CREDENTIALS'] || 'false'
  if (credentials !== 'true' && credentials !== 'false') {
    throw invalidSetting('CORS_CREDENTIALS', credentials, 'true or false')
  }
  if (value === '*') {
    if (credentials === 'false') return { origins: '*', credentials: false }
    throw invalidSetting('CORS_CREDENTIALS', credentials, 'false while CORS_ORIGIN is *: name the origins instead')
  }
  const origins = value.split(',').map((origin) => origin.trim())
  if (!origins.every(isOrigin)) {
    throw invalidSetting('CORS_ORIGIN', value, '* or origins such as https://app.example.com, separated by commas')
  }
  return { origins: new Set(origins), credentials: credentials === 'true' }
}

/** Is it an origin just as a browser would send it? `https://*.example.com` looks like one, and would match nobody. */
function isOrigin(text: string): boolean {
  return !text.includes('*') && URL.canParse(text) && new URL(text).origin === text
}
