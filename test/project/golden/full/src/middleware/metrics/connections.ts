import type { Server } from 'node:http'
import { type Family, gauge } from './exposition.ts'

// Of the process, like all metrics.
let open = 0

/** Follows the connections of a server; to be called before there are any. */
export function countConnections(server: Server): void {
  server.on('connection', (socket) => {
    open += 1
    socket.once('close', () => {
      open -= 1
    })
  })
}

export function connectionFamily(): Family {
  return gauge('http_connections_open', 'Connections of clients, idle ones as well', open)
}
