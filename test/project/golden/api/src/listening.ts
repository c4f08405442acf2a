import type { Server } from 'node:http'
import type { Config } from './config.ts'

/** The URL a person can open, with the real port when PORT is 0. */
export function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') return String(address)
  const everyInterface = address.address === '::' || address.address === '0.0.0.0'
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${everyInterface ? 'localhost' : host}:${address.port}`
}

/** Why the server could not start, in one line that says what to change. */
export function explainListenError(error: NodeJS.ErrnoException, { port, host }: Config): string {
  const place = `port ${port} on ${host ?? 'every interface'}`
  switch (error.code) {
    case 'EADDRINUSE':
      return `${place} is in use: stop what listens there, or set PORT to another (0 picks a free one)`
    case 'EACCES':
      return `${place} needs more rights: set PORT to 1024 or above`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1`
    default:
      return `cannot listen at ${place}: ${error.message}`
  }
}
