import { isIPv4 } from 'node:net'
import type { Environment } from '../settings.ts'

export interface MetricsConfig {
  /** What a reader has to show; undefined: nothing that they show is right. */
  readonly token: string | undefined
  /** They need not show any: under development, while the server listens on a loopback address. */
  readonly isOpen: boolean
}

export function readMetricsConfig(env: Environment): MetricsConfig {
  const token = env['METRICS_TOKEN'] || undefined
  // As it can be sent (RFC 6750 section 2.1), and too long to be guessed.
  if (token !== undefined && !/^[\w.~+/-]{16,}=*$/.test(token)) {
    // Without the value, which may be a secret with a slip of the hand in it.
    throw new Error('METRICS_TOKEN is not valid: it must be 16 or more letters, digits and -._~+/')
  }
  const isLocal = isLoopback(env['HOST'] || '127.0.0.1')
  return { token, isOpen: token === undefined && env['NODE_ENV'] !== 'production' && isLocal }
}

/** Only processes of the same machine connect to such an address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}
