import type { IncomingMessage } from 'node:http'
import { isAuthority } from './check-request.ts'
import { HttpError } from './errors.ts'

/** The request target (RFC 9112 section 3.2), taken apart without trusting it. */
export interface Target {
  /** As sent, percent-encoding and all; `*` for OPTIONS on the whole server. */
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
  return { path, segments: path.slice(1).split('/').map(decode), query: raw.slice(path.length + 1) }
}

/** What is in front of the query, of a target in either form. */
export function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
  const mark = path.indexOf('?')
  return mark === -1 ? path : path.slice(0, mark)
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
