import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { addressOf } from './http/connections.ts'
import { type Environment, invalidSetting } from './settings.ts'

/**
 * The values of a header that each proxy on the way adds to, the nearest proxy's last. None where the connection does
 * not come from a trusted proxy: anybody can send such a header.
 */
export function forwarded(req: IncomingMessage, header: string, trusted: BlockList | undefined): readonly string[] {
  const value = req.headers[header]
  if (typeof value !== 'string' || !isTrusted(addressOf(req.socket), trusted)) return []
  return value.split(',').map((part) => part.trim())
}

export function isTrusted(address: string, trusted: BlockList | undefined): boolean {
  return trusted?.check(address, isIPv6(address) ? 'ipv6' : 'ipv4') ?? false
}

/** undefined: no proxy is trusted. */
export function readTrustProxy(env: Environment): BlockList | undefined {
  const value = env['TRUST_PROXY'] || undefined
  if (value === undefined) return undefined
  const trusted = new BlockList()
  for (const block of value.split(',')) {
    const [, address = '', prefix] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(block.trim()) ?? []
    const bits = isIP(address) === 4 ? 32 : 128
    if (isIP(address) === 0 || Number(prefix ?? 0) > bits) {
      throw invalidSetting('TRUST_PROXY', value, 'addresses and CIDR blocks such as 10.0.0.0/8, separated by commas')
    }
    trusted.addSubnet(address, Number(prefix ?? bits), isIPv6(address) ? 'ipv6' : 'ipv4')
  }
  return trusted
}
