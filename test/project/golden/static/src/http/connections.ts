import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const reportIntervalMs = 5_000

export interface ConnectionLimits {
  readonly maxConnections: number
  /** Of one IPv4 address, or of one /64 of IPv6. */
  readonly maxConnectionsPerAddress: number
}

export interface ConnectionHooks {
  /** Called when connections are dropped, at most once in five seconds. `message`: for the log. */
  onDrop(message: string): void
  /** Whether an address is that of a trusted proxy. */
  isProxy(address: string): boolean
}

/** Bounds the connections that are open, and those of one network; to be called before there are any. */
export function limitConnections(server: Server, limits: ConnectionLimits, hooks: ConnectionHooks): void {
  const open = new Map<string, number>()
  const reportDrop = createDropReport(hooks)

  server.maxConnections = limits.maxConnections
  server.on('drop', () => reportDrop('MAX_CONNECTIONS'))
  server.on('connection', (socket) => {
    const address = addressOf(socket)
    // Reset before it was accepted: what it sent could still be read, but not be counted for any address.
    if (address === '') {
      socket.destroy()
      return
    }
    if (hooks.isProxy(address)) return // many clients share the connections of a proxy
    const network = networkOf(address)
    const count = open.get(network) ?? 0
    if (count >= limits.maxConnectionsPerAddress) {
      reportDrop('MAX_CONNECTIONS_PER_ADDRESS', address)
      socket.destroy()
      return
    }
    open.set(network, count + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  })
}

/** Reports the first dropped connection at once, and then their number, every five seconds. */
function createDropReport({ onDrop }: ConnectionHooks): (setting: string, address?: string) => void {
  let dropped = 0
  let latest = ''
  let timer: NodeJS.Timeout | undefined

  function report(): void {
    timer = undefined
    if (dropped === 0) return
    onDrop(`connections dropped: ${dropped}, the latest ${latest}`)
    dropped = 0
    timer = setTimeout(report, reportIntervalMs).unref()
  }

  return (setting, address) => {
    dropped += 1
    latest = `${address === undefined ? '' : `from ${address} `}because of ${setting}`
    if (timer === undefined) report()
  }
}

const addresses = new WeakMap<Socket, string>()

/**
 * The address at the other end of a connection; empty where it was reset before the server accepted it. It is read when
 * the connection opens and kept: the system forgets it with a reset, and a request may be read after that.
 */
export function addressOf(socket: Socket): string {
  const known = addresses.get(socket)
  if (known !== undefined) return known
  const address = withoutMapping(socket.remoteAddress ?? '')
  addresses.set(socket, address)
  return address
}

/** `::ffff:192.0.2.1` is how a socket for both families shows 192.0.2.1. */
export function withoutMapping(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}

/** What is counted as one client: an IPv4 address, or the /64 of an IPv6 address, such as `2001:db8:0:1`. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
