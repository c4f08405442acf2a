import { type OutgoingHttpHeaders, STATUS_CODES } from 'node:http'

/** An error that the client is told about. Everything else that is thrown is a bug, and becomes a bare 500. */
export class HttpError extends Error {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly members: Readonly<Record<string, unknown>>

  /** `status`: 400 to 599; `detail`: for the client, so nothing secret; `members`: more of the problem details. */
  constructor(
    status: number,
    detail = '',
    headers: OutgoingHttpHeaders = {},
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail)
    this.status = status
    this.headers = headers
    this.members = members
  }
}

/** Problem details (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly [member: string]: unknown
}

// RFC 9110 renamed them; Node keeps the old phrases.
const titles: Record<number, string> = { ...STATUS_CODES, 413: 'Content Too Large', 422: 'Unprocessable Content' }

/** Of a 5xx without the detail, which describes the inside of the server. */
export function problemOf({ status, message, members }: HttpError): Problem {
  const detail = status < 500 && message !== '' ? { detail: message } : {}
  return { type: 'about:blank', title: titles[status] ?? 'Error', status, ...detail, ...members }
}
