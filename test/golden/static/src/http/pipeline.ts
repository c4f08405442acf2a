import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const mostWaiting = 16
const waiting = new WeakMap<Socket, number>()

/**
 * Begins a request that is pipelined behind others when the answers to them are out (RFC 9112 section 9.3.2). Node
 * reads on while such requests pile up: here the connection is read no further until they have become fewer.
 */
export function waitForTurn({ socket }: IncomingMessage, res: ServerResponse, begin: () => void): void {
  const count = (waiting.get(socket) ?? 0) + 1
  waiting.set(socket, count)
  // Once what has arrived is parsed: at the end of each message Node reads on.
  if (count > mostWaiting) process.nextTick(() => isCrowded(socket) && socket.pause())
  res.once('socket', () => {
    waiting.set(socket, (waiting.get(socket) ?? 1) - 1)
    // Not at once, so that other connections have their turn in between.
    if (!isCrowded(socket)) setImmediate(() => socket.isPaused() && socket.resume())
    begin()
  })
}

function isCrowded(socket: Socket): boolean {
  return (waiting.get(socket) ?? 0) > mostWaiting
}
