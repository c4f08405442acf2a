import type { BlockList } from 'node:net'
import { type CorsConfig, readCors } from './settings/cors.ts'
import { type LogConfig, readLogConfig } from './settings/log.ts'
import { choice, type Environment, integer, readBasePath } from './settings.ts'
import { readTrustProxy } from './trust-proxy.ts'

/** Every setting of this server, checked. README.md has them in a table. */
export interface Config {
  /** 0 picks a free one. */
  readonly port: number
  /** undefined: every interface. */
  readonly host: string | undefined
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly keepAliveTimeoutMs: number
  readonly maxConnections: number
  /** Of one IPv4 address, or of one /64 of IPv6. */
  readonly maxConnectionsPerAddress: number
  /** Of a proxy in front; empty for none. */
  readonly basePath: string
  /** Bytes. */
  readonly bodyLimit: number
  /** Bodies of that size that may be read at a time. */
  readonly bodyConcurrency: number
  readonly cors: CorsConfig
  readonly database: {
    /** Of its file. */
    readonly path: string
    readonly sync: 'normal' | 'full'
    /** Whether the start applies migrations. */
    readonly migrate: 'on' | 'off'
  }
  /** undefined: no proxy is trusted. */
  readonly trustProxy: BlockList | undefined
  readonly log: LogConfig
  readonly shutdownDelayMs: number
  readonly shutdownTimeoutMs: number
}

const milliseconds = [1, 2_147_483_647] as const

/** Throws an Error that names the variable when a value is not allowed. */
export function readConfig(env: Environment): Config {
  const requestTimeoutMs = integer(env, 'REQUEST_TIMEOUT_MS', 30_000, milliseconds)
  const maxConnections = integer(env, 'MAX_CONNECTIONS', 10_000, [1, 1_000_000])
  // One client alone must not keep all others out; many can share an address behind NAT.
  const defaultPerAddress = Math.min(1000, Math.max(32, Math.floor(maxConnections / 2)))
  return {
    port: integer(env, 'PORT', 3000, [0, 65_535]),
    // A server under development is nobody else's business; one in production is behind a firewall or a balancer.
    host: env['HOST'] || (env['NODE_ENV'] === 'production' ? undefined : '127.0.0.1'),
    // The headers are a part of the request.
    headersTimeoutMs: Math.min(requestTimeoutMs, integer(env, 'HEADERS_TIMEOUT_MS', 10_000, milliseconds)),
    requestTimeoutMs,
    keepAliveTimeoutMs: integer(env, 'KEEP_ALIVE_TIMEOUT_MS', 5000, milliseconds),
    maxConnections,
    maxConnectionsPerAddress: integer(env, 'MAX_CONNECTIONS_PER_ADDRESS', defaultPerAddress, [1, 1_000_000]),
    basePath: readBasePath(env),
    bodyLimit: integer(env, 'BODY_LIMIT', 1_048_576, [1, 1_073_741_824]),
    bodyConcurrency: integer(env, 'BODY_CONCURRENCY', 64, [1, 10_000]),
    cors: readCors(env),
    database: {
      path: env['DATABASE_PATH'] || 'data/app.db',
      sync: choice(env, 'DATABASE_SYNC', 'normal', ['normal', 'full']),
      migrate: choice(env, 'MIGRATE', 'on', ['on', 'off']),
    },
    trustProxy: readTrustProxy(env),
    log: readLogConfig(env),
    shutdownDelayMs: integer(env, 'SHUTDOWN_DELAY_MS', 0, [0, milliseconds[1]]),
    shutdownTimeoutMs: integer(env, 'SHUTDOWN_TIMEOUT_MS', 10_000, milliseconds),
  }
}
