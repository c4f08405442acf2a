import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Context } from './context.ts'
import { HttpError } from './errors.ts'

// uri-host [":" port] of RFC 9110 section 7.2: a name, an IPv4 address or an IPv6 address in brackets.
const hostSyntax = /^(?:\[([\da-fA-F:.]+)\]|(?:[\w.~!$&'()*+;=-]|%[\da-fA-F]{2})+)(?::(\d{0,5}))?$/

/** Refuses what RFC 9112 forbids although Node's parser accepts it, and what leaves unclear where a request ends. */
export function checkRequest({ req }: Context): void {
  if (req.httpVersionMajor !== 1) refuse(505, 'The supported version is HTTP/1.1')
  checkHost(req)
  const encoding = req.headers['transfer-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked') {
    refuse(501, 'The only supported transfer coding is chunked')
  }
  if (encoding !== undefined && req.httpVersion === '1.0') refuse(400, 'HTTP/1.0 does not have transfer codings')
  const { expect } = req.headers
  if (expect !== undefined && expect.toLowerCase() !== '100-continue')
    refuse(417, 'The only supported expectation is 100-continue')
}

/** Node keeps the first of two Host lines; a proxy in front may have kept the second. */
function checkHost(req: IncomingMessage): void {
  let lines = 0
  for (let index = 0; index < req.rawHeaders.length; index += 2) {
    const name = req.rawHeaders[index]
    if (name?.length === 4 && name.toLowerCase() === 'host') lines += 1
  }
  if (lines > 1) refuse(400, 'More than one Host header')
  const { host } = req.headers
  if (host === undefined && req.httpVersion === '1.1') refuse(400, 'The Host header is missing')
  if (host !== undefined && !isAuthority(host)) refuse(400, 'The Host header is malformed')
}

/** Is this a host with or without a port? It is never given to a URL parser, which would throw or rewrite it. */
export function isAuthority(text: string): boolean {
  const match = hostSyntax.exec(text)
  if (match === null) return false
  const [, literal, port = 0] = match
  return (literal === undefined || isIPv6(literal)) && Number(port) <= 65_535
}

function refuse(status: number, detail: string): never {
  throw new HttpError(status, detail, { Connection: 'close' })
}
