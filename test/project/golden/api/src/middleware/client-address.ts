import { type BlockList, isIP, SocketAddress } from 'node:net'
import { addressOf, withoutMapping } from '../http/connections.ts'
import type { Context } from '../http/context.ts'
import { forwarded, isTrusted } from '../trust-proxy.ts'

/**
 * Makes the step that finds the address of the client. X-Forwarded-For is read from the right, where each proxy adds
 * the address it saw: the first that is not a trusted proxy is the client's. What is left of it is only claimed.
 */
export function createClientFinder(trusted: BlockList | undefined): (ctx: Context) => void {
  return (ctx) => {
    const { req } = ctx
    const own = addressOf(req.socket)
    ctx.client = own
    for (const entry of forwarded(req, 'x-forwarded-for', trusted).toReversed()) {
      const address = readAddress(entry)
      ctx.client = address ?? own
      if (address === undefined || !isTrusted(address, trusted)) return
    }
  }
}

/** An address in its canonical form. Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function readAddress(entry: string): string | undefined {
  const [, v6, v4] = /^(?:\[(.*)\]|([\d.]+))(?::\d+)?$/.exec(entry) ?? []
  const address = v6 ?? v4 ?? entry
  if (isIP(address) === 4) return address
  return isIP(address) === 6 ? withoutMapping(new SocketAddress({ address, family: 'ipv6' }).address) : undefined
}
