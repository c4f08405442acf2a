import type { IncomingMessage } from 'node:http'
import { type BlockList, isIP, SocketAddress } from 'node:net'
import { addressOf } from './http/address.ts'
import { withoutMapping } from './http/network.ts'
import { forwarded, isTrusted } from './trust-proxy.ts'

/**
 * The address of the client. X-Forwarded-For is read from the right, where each proxy adds the address it saw: the
 * first that is no trusted proxy is the client's, and what stands left of it is only the client's own word.
 */
export function clientAddress(req: IncomingMessage, trusted: BlockList | undefined): string {
  let client = addressOf(req.socket)
  for (const entry of forwarded(req, 'x-forwarded-for', trusted).toReversed()) {
    const address = readAddress(entry)
    if (address === undefined) return addressOf(req.socket)
    client = address
    if (!isTrusted(address, trusted)) break
  }
  return client
}

/** An address in its one canonical form. Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function readAddress(entry: string): string | undefined {
  const [, v6, v4] = /^(?:\[(.*)\]|([\d.]+))(?::\d+)?$/.exec(entry) ?? []
  const address = v6 ?? v4 ?? entry
  if (isIP(address) === 4) return address
  return isIP(address) === 6 ? withoutMapping(new SocketAddress({ address, family: 'ipv6' }).address) : undefined
}
