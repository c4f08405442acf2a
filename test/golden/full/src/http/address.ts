import type { Socket } from 'node:net'

// A socket forgets its address once the client resets the connection, so it is kept beside.
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
