import type { IncomingMessage } from 'node:http'
import { isAuthority } from './check-request.ts'
import type { Context, Target } from './context.ts'
import { HttpError } from './errors.ts'

const absoluteForm = /^https?:\/\/([^/?#]*)(.*)$/is

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
