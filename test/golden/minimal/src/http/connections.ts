import type { Server } from 'node:http'
import { addressOf, networkOf } from './address.ts'

const reportIntervalMs = 5_000

export interface ConnectionLimits {
  readonly maxConnections: number
  /** Of one IPv4 address, or of one /64 of IPv6. */
  readonly maxConnectionsPerAddress: number
}

export interface ConnectionHooks {
  /** Called when connections are dropped, at most once in five seconds. `message`: for the log. */
  onDrop(message: string): void
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
