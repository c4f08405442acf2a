import type { Socket } from 'node:net'
import { withoutMapping } from './network.ts'

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
