import type { Environment } from '../settings.ts'

export interface MetricsConfig {
  /** What a reader has to show; undefined: nothing that they show is right. */
  readonly token: string | undefined
  /** They need not show any: under development, where the server listens to its own machine alone. */
  readonly isOpen: boolean
}

export function readMetricsConfig(env: Environment): MetricsConfig {
  const token = env['METRICS_TOKEN'] || undefined
  // As it can be sent (RFC 6750 section 2.1), and too long to be guessed.
  if (token !== undefined && !/^[\w.~+/-]{16,}=*$/.test(token)) {
    // Without the value, which may be a secret with a slip of the hand in it.
    throw new Error('METRICS_TOKEN is not valid: it must be 16 or more letters, digits and -._~+/')
  }
  return { token, isOpen: token === undefined && env['NODE_ENV'] !== 'production' }
}
