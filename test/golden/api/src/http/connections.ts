import type { Server } from 'node:http'
import type { Config } from '../config.ts'
import { isTrusted } from '../trust-proxy.ts'
import { addressOf } from './address.ts'
import { createDropReport } from './drop-report.ts'
import { networkOf } from './network.ts'

/** Bounds the connections that are open, those of one network as well; to be called before there are any. */
export function limitConnections(server: Server, config: Config): void {
  const open = new Map<string, number>()
  const reportDrop = createDropReport()

  server.maxConnections = config.maxConnections
  server.on('drop', () => reportDrop('MAX_CONNECTIONS'))
  server.on('connection', (socket) => {
    const address = addressOf(socket)
    // Reset before it was accepted: what it sent can be read all the same, but counted against nobody.
    if (address === '') {
      socket.destroy()
      return
    }
    if (isTrusted(address, config.trustProxy)) return // many clients share the connections of a proxy
    const network = networkOf(address)
    const count = open.get(network) ?? 0
    if (count >= config.maxConnectionsPerAddress) {
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
