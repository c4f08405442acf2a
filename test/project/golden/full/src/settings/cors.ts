import { type Environment, invalidSetting } from '../settings.ts'

export interface CorsConfig {
  readonly origins: '*' | ReadonlySet<string>
  readonly credentials: boolean
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

/**
 * Is it an origin exactly as a browser sends it? `https://*.example.com` looks like one, and would match none. Apps and
 * extensions have schemes of their own, such as `capacitor://localhost`, whose origin a URL parser does not know.
 */
function isOrigin(text: string): boolean {
  if (text.includes('*') || !URL.canParse(text)) return false
  const { origin, protocol } = new URL(text)
  if (origin !== 'null') return origin === text
  return protocol !== 'file:' && /^[a-z][a-z\d+.-]*:\/\/[\w.:-]+$/.test(text)
}
