import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Context, Target } from './context.ts'
import { HttpError } from './errors.ts'

// uri-host [":" port] of RFC 9110 section 7.2: a name, an IPv4 address or an IPv6 address in brackets.
const hostSyntax = /^(?:\[([\da-fA-F:.]+)\]|(?:[\w.~!$&'()*+;=-]|%[\da-fA-F]{2})+)(?::(\d{0,5}))?$/
const absoluteForm = /^https?:\/\/([^/?#]*)(.*)$/is

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
function isAuthority(text: string): boolean {
  const match = hostSyntax.exec(text)
  if (match === null) return false
  const [, literal, port = 0] = match
  return (literal === undefined || isIPv6(literal)) && Number(port) <= 65_535
}

function refuse(status: number, detail: string): never {
  throw new HttpError(status, detail, { Connection: 'close' })
}

/** Takes the target of a request apart without trusting it. Throws a 400 where it is not a path on this server. */
export function readTarget(ctx: Context): void {
  ctx.target = parseTarget(ctx.req, ctx.basePath)
}

function parseTarget({ method, url = '' }: IncomingMessage, basePath: string): Target {
  const raw = originForm(url)
  if (raw === '*' && method === 'OPTIONS') return { path: '*', segments: [], query: '' }
  if (!raw.startsWith('/') || raw.includes('#')) throw new HttpError(400, 'The request target is malformed')
  const path = withoutBase(pathOf(raw), basePath)
  const mark = raw.indexOf('?')
  return { path, segments: path.slice(1).split('/').map(decode), query: mark === -1 ? '' : raw.slice(mark + 1) }
}

/** The path of a target in either form, without the query and without escapes of characters that need none. */
export function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
  const mark = path.indexOf('?')
  return withoutNeedlessEscapes(mark === -1 ? path : path.slice(0, mark))
}

/** Some proxies remove the path below which they serve this server, and some do not. */
function withoutBase(path: string, basePath: string): string {
  return basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path
}

/** `/%68ealth` is `/health`: letters, digits and `-._~` mean the same escaped (RFC 3986 section 6.2.2.2). */
function withoutNeedlessEscapes(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/%[\da-fA-F]{2}/g, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : encoded
  })
}

/** A client may send the whole URL, as it does to a proxy; its host counts instead of the Host header. */
function originForm(url: string): string {
  if (url.startsWith('/')) return url
  const match = absoluteForm.exec(url)
  if (match === null) return url
  const [, authority = '', rest = ''] = match
  if (!isAuthority(authority)) throw new HttpError(400, 'The host in the request target is malformed')
  return rest.startsWith('/') ? rest : `/${rest}`
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  let decoded: string
  try {
    decoded = decodeURIComponent(segment)
  } catch {
    throw new HttpError(400, 'The path has a malformed escape')
  }
  // A decoded NUL ends names in C, a line break ends headers and log lines: no path of ours has either.
  if (/[\u0000-\u001f\u007f]/.test(decoded)) throw new HttpError(400, 'The path has a control character')
  return decoded
}
