import type { Server } from 'node:http'
import { addressOf } from './address.ts'

/** Closes connections whose requests could be counted against nobody; to be called before there are any. */
export function limitConnections(server: Server): void {
  server.on('connection', (socket) => {
    // Reset before it was accepted, and what it sent before that can be read all the same.
    if (addressOf(socket) === '') socket.destroy()
  })
}
