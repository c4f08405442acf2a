import { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http'
import { log } from '../log.ts'
import { requestIdOf } from '../request-log.ts'
import { prefersPage, sendPage } from './error-page.ts'
import { send } from './send.ts'

/** One fault of a body or a query, by field. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

/** A refusal that the client is told about. Whatever else is thrown is a bug of ours and answered with a bare 500. */
export class HttpError extends Error {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly errors: readonly FieldError[] | undefined
  /** Set by what has logged it already: under load, a line for each of many refusals would flood the log. */
  isReported = false

  /** `status`: 400 to 599; `detail`: for the client, so nothing secret. */
  constructor(status: number, detail = '', headers: OutgoingHttpHeaders = {}, errors?: readonly FieldError[]) {
    super(detail)
    this.status = status
    this.headers = headers
    this.errors = errors
  }
}

// RFC 9110 renamed them; Node keeps the old phrases.
const titles: Record<number, string> = { ...STATUS_CODES, 413: 'Content Too Large', 422: 'Unprocessable Content' }

// What the handler may have said about the answer that it did not give. CORS and security headers stay.
const representation = /^(content-(?!security)|etag|last-modified|cache-control|accept-ranges|location|link)/

/** The only place that answers errors (RFC 9457), whatever was thrown. */
export function sendError(req: IncomingMessage, res: ServerResponse, thrown: unknown): void {
  const error = thrown instanceof HttpError ? thrown : new HttpError(500)
  // Of the others with a 5, 501 and 505, the client is the reason.
  if ((error.status === 500 || error.status === 503) && !error.isReported) {
    log.error(`${req.method} failed with ${error.status}`, thrown, { requestId: requestIdOf(res) })
  }
  if (res.headersSent) {
    // Too late to say it: a cut connection is the only honest sign that the answer is incomplete.
    if (!res.writableEnded) res.destroy()
    return
  }
  for (const name of res.getHeaderNames()) {
    if (representation.test(name)) res.removeHeader(name)
  }
  if (prefersPage(req)) {
    sendPage(res, problemOf(error), error.headers)
    return
  }
  const problem = problemOf(error)
  problem['requestId'] = requestIdOf(res)
  send(res, error.status, 'application/problem+json', JSON.stringify(problem), {
    'Cache-Control': 'no-store',
    ...error.headers,
  })
}

/** Problem details (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  detail?: string
  errors?: readonly FieldError[]
  [member: string]: unknown
}

/** A 5xx says nothing about the inside of the server. */
export function problemOf(error: HttpError): Problem {
  const problem: Problem = { type: 'about:blank', title: titles[error.status] ?? 'Error', status: error.status }
  if (error.status < 500 && error.message !== '') problem.detail = error.message
  if (error.errors) problem.errors = error.errors
  return problem
}
