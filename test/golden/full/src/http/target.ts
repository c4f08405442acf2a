import type { IncomingMessage } from 'node:http'
import { isAuthority } from './check-request.ts'
import { HttpError } from './errors.ts'

/** The request target (RFC 9112 section 3.2), taken apart without trusting it. */
export interface Target {
  /** As sent, but for escapes of characters that need none; `*` for OPTIONS on the whole server. */
  readonly path: string
  /** The path split at its slashes, each segment decoded once: an encoded slash stays inside its segment. */
  readonly segments: readonly string[]
  /** Behind the first `?`, without it. */
  readonly query: string
}

const absoluteForm = /^https?:\/\/([^/?#]*)(.*)$/is

/** Throws a 400 for a target that names no path on this server. */
export function parseTarget(req: IncomingMessage): Target {
  const raw = originForm(req.url ?? '')
  if (raw === '*' && req.method === 'OPTIONS') return { path: '*', segments: [], query: '' }
  if (!raw.startsWith('/') || raw.includes('#')) throw new HttpError(400, 'The request target is malformed')
  const path = pathOf(raw)
  const mark = raw.indexOf('?')
  return { path, segments: path.slice(1).split('/').map(decode), query: mark === -1 ? '' : raw.slice(mark + 1) }
}

/** The path of a target in either form, without the query and without escapes of characters that need none. */
export function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
  const mark = path.indexOf('?')
  return withoutNeedlessEscapes(mark === -1 ? path : path.slice(0, mark))
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
