import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a proxy and the server, and sees what the proxy sends. */
export interface Relay {
  readonly port: number
  /** How often each request went past, by its `X-Request-Id`. */
  readonly passed: ReadonlyMap<string, number>
  /** Connections of the proxy so far. */
  readonly connections: () => number
  readonly stop: () => Promise<void>
}

// Longer than the header line that is looked for.
const overlap = 80

export async function startRelay(serverPort: number): Promise<Relay> {
  const passed = new Map<string, number>()
  const sockets = new Set<Socket>()
  let connections = 0

  const relay = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    connections += 1
    const server = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    const look = lookForIds((id) => passed.set(id, (passed.get(id) ?? 0) + 1))
    client.on('data', look)
    client.pipe(server)
    server.pipe(client)
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket)
      // A reset goes on as a reset.
      socket.on('error', () => other.resetAndDestroy())
      socket.on('close', () => {
        sockets.delete(socket)
        if (!other.writableEnded) other.destroy()
      })
    }
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return {
    port: (relay.address() as AddressInfo).port,
    passed,
    connections: () => connections,
    async stop() {
      const closed = once(relay, 'close')
      relay.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Requests within a body have ids of another form, so that they are not found. */
function lookForIds(found: (id: string) => void): (chunk: Buffer) => void {
  let tail = ''
  return (chunk) => {
    const text = tail + chunk.toString('latin1')
    let from = Math.max(0, text.length - overlap)
    for (const match of text.matchAll(/\nx-request-id: *([abov]-\d+)(?=\r?\n)/gi)) {
      found(match[1] ?? '')
      from = Math.max(from, match.index + 1)
    }
    tail = text.slice(from)
  }
}
