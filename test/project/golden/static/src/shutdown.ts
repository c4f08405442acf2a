import type { RequestListener, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { discarding } from './http/drain.ts'
import type { Lifecycle } from './lifecycle.ts'

const quietMs = 25
const patienceMs = 250
const graceMs = 250

/** Stops a server without losing a request, not even one that was on its way when the signal came. */
export interface Shutdown {
  /** Follows the connections of a server; to be called before there are any. */
  watch(server: Server): void
  /** What a request waits for, once the server is stopping, before anything is done about it. */
  admit(): Promise<void>
  /** Resolves when the last connection is closed, to the number of requests that were cut for taking too long. */
  run(server: Server): Promise<number>
}

export function createShutdown({ shutdownDelayMs, shutdownTimeoutMs }: Config, lifecycle: Lifecycle): Shutdown {
  /** Each with its latest response; they leave in order, so the others are out when that one is. */
  const connections = new Map<Socket, ServerResponse | undefined>()
  let arrivals = 0
  let hold: Promise<void> | undefined

  const onConnection = (socket: Socket) => {
    arrivals += 1
    connections.set(socket, undefined)
    socket.once('close', () => connections.delete(socket))
  }

  const onRequest: RequestListener = (req, res) => {
    arrivals += 1
    const earlier = connections.get(req.socket)
    connections.set(req.socket, res)
    if (!lifecycle.isStopping) return
    // "Connection: close" ends a connection (RFC 9112 section 9.6), so of pipelined responses the last one has it.
    // After an upgrade nothing may follow.
    if (earlier && !earlier.headersSent && earlier.req.headers.upgrade === undefined) earlier.shouldKeepAlive = true
    res.shouldKeepAlive = false
  }

  /** Waits until nothing new has come for a moment; under traffic that does not stop, for 250 ms. */
  async function silence(): Promise<void> {
    for (let waited = 0; waited < patienceMs; waited += quietMs) {
      const before = arrivals
      await sleep(quietMs)
      await nextTurn() // after a pause of this process, what came meanwhile is taken first
      if (arrivals === before) return
    }
  }

  const isDiscarding = (res: ServerResponse | undefined) => res !== undefined && discarding.has(res)

  function isIdle(socket: Socket): boolean {
    const res = connections.get(socket)
    return (res?.writableFinished ?? true) || isDiscarding(res)
  }

  /**
   * Closes a connection that has no request in progress: idle, silent or half-sent. A client that does not know yet may
   * have sent one, which gets some time to arrive, and a turn of the event loop in which to be read.
   */
  function closeWhenIdle(socket: Socket): void {
    const { bytesRead } = socket
    const close = () => {
      // A client that still writes a body has not read its response yet.
      const isWriting = isDiscarding(connections.get(socket)) && socket.bytesRead > bytesRead
      if (isWriting) closeWhenIdle(socket)
      else if (isIdle(socket)) socket.destroy()
    }
    if (isIdle(socket)) setTimeout(() => setImmediate(close), graceMs)
    else connections.get(socket)?.once('close', () => closeWhenIdle(socket))
  }

  return {
    watch(server) {
      server.on('connection', onConnection)
      for (const event of ['request', 'checkContinue', 'checkExpectation']) server.prependListener(event, onRequest)
    },

    async admit() {
      // In a turn of the event loop all that was sent together with this request is read: onRequest must know of it.
      await (hold ?? nextTurn())
    },

    async run(server) {
      lifecycle.beginStopping()
      for (const res of connections.values()) if (res && !res.headersSent) res.shouldKeepAlive = false
      await sleep(shutdownDelayMs)

      // Closing the listening socket resets connections that the kernel has made and Node has not taken yet. Clients
      // that are told to close make new ones at once, so requests wait until no more connections come and it is closed.
      hold = silence()
      await hold
      // Not node:http's own close(): it would also cut idle connections, with the requests that are on their way.
      const closed = new Promise<unknown>((resolve) => NetServer.prototype.close.call(server, resolve))
      hold = undefined

      for (const socket of connections.keys()) closeWhenIdle(socket)
      let cut = 0
      const deadline = setTimeout(() => {
        for (const socket of connections.keys()) {
          if (!isIdle(socket)) cut += 1
          socket.destroy()
        }
      }, shutdownTimeoutMs)
      await closed
      clearTimeout(deadline)
      // What listens for the end of a connection, the log of requests for one, is told a moment later.
      while (connections.size > 0) await nextTurn()
      return cut
    },
  }
}
