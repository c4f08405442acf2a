import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const windowMs = 60_000
const checksInWindow = 12
const leastBytesPerSecond = 2_000

/** What Node's types leave out: the bytes given to the system, and those of them for which it has no room yet. */
interface Handle {
  readonly bytesWritten: number
  readonly writeQueueSize: number
}

/**
 * Drops a client that takes less than 2 kB/s of its response for a minute. A timeout alone would not: it begins again
 * with each byte that such a client reads. Where nothing waits to be sent, the client is not the slow one.
 */
export function dropSlowReaders(server: Server): void {
  // Bytes sent at each of the last checks, for as long as something waits.
  const connections = new Map<Socket, number[]>()

  function check(): void {
    for (const [socket, checks] of connections) {
      if (socket.writableLength === 0) checks.length = 0
      else checks.push(bytesSent(socket))
      const [first = 0] = checks
      if (checks.length <= checksInWindow) continue
      if (bytesSent(socket) - first < (leastBytesPerSecond * windowMs) / 1000) drop(socket)
      checks.shift()
    }
  }

  server.on('connection', (socket) => {
    connections.set(socket, [])
    socket.once('close', () => connections.delete(socket))
  })
  server.on('timeout', drop)
  server.on('listening', () => {
    const timer = setInterval(check, windowMs / checksInWindow).unref()
    server.once('close', () => clearInterval(timer))
  })
}

/** A large write counts as far as it went, which `writableLength` would show only at its end. */
function bytesSent(socket: Socket): number {
  const handle: Handle | null | undefined = Reflect.get(socket, '_handle')
  return handle ? handle.bytesWritten - handle.writeQueueSize : socket.bytesWritten - socket.writableLength
}

/** With a reset where something waits: the system would otherwise keep megabytes of it for the client. */
function drop(socket: Socket): void {
  if (socket.writableLength > 0) socket.resetAndDestroy()
  socket.destroy()
}
