/** `::ffff:192.0.2.1` is how a socket for both families shows 192.0.2.1. */
export function withoutMapping(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}
