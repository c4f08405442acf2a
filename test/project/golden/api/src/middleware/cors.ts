import type { Context } from '../http/context.ts'
import { sendEmpty } from '../http/send.ts'
import type { CorsConfig } from '../settings/cors.ts'

const maxAgeSeconds = '600'

// Field names (RFC 9110 section 5.1), separated by commas. Nothing else that a client sends is sent back.
const fieldNames = /^[\w!#$%&'*+.^`|~-]+(?:[ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]+)*$/
const maxNames = 1024

// What a script on another origin may read, beside the few headers that every script may. One that is never sent does
// no harm here.
const exposedHeaders = [
  'Accept, Accept-Encoding, Accept-Patch, Accept-Ranges, Allow, Content-Range, ETag, Link, Location',
  'RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
].join(', ')

/** The CORS protocol (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export function createCors(config: CorsConfig) {
  return {
    /** Sets the headers of every response, errors included: a script could not even read those without them. */
    setCorsHeaders(ctx: Context): void {
      const { origin } = ctx.req.headers
      const { defaultHeaders } = ctx.res
      // Whole origins are compared: neither a prefix nor a suffix makes one origin another.
      ctx.isOriginAllowed = origin !== undefined && (config.origins === '*' || config.origins.has(origin))
      if (config.origins === '*') defaultHeaders.push(['Access-Control-Allow-Origin', '*'])
      else {
        // Also for an origin that is not allowed: a cache must not give one origin the response to another.
        defaultHeaders.push(['Vary', 'Origin'])
        if (origin === undefined || !ctx.isOriginAllowed) return
        defaultHeaders.push(['Access-Control-Allow-Origin', origin])
        if (config.credentials) defaultHeaders.push(['Access-Control-Allow-Credentials', 'true'])
      }
      defaultHeaders.push(['Access-Control-Expose-Headers', exposedHeaders])
    },

    /** Responds to a preflight, in which a browser asks whether a script may send a request. Other OPTIONS are not. */
    answerPreflight(ctx: Context): boolean {
      const { req, res, endpoint, isOriginAllowed } = ctx
      const { origin, 'access-control-request-headers': requested } = req.headers
      if (req.method !== 'OPTIONS' || !origin || !req.headers['access-control-request-method']) return false
      const { defaultHeaders } = res
      defaultHeaders.push(['Vary', 'Access-Control-Request-Method, Access-Control-Request-Headers'])
      if (isOriginAllowed) {
        defaultHeaders.push(['Access-Control-Allow-Methods', endpoint?.allow ?? 'GET, HEAD, OPTIONS'])
        defaultHeaders.push(['Access-Control-Max-Age', maxAgeSeconds])
        if (requested && requested.length <= maxNames && fieldNames.test(requested)) {
          defaultHeaders.push(['Access-Control-Allow-Headers', requested])
        }
      }
      sendEmpty(ctx, 204)
      return true
    },
  }
}
