/** Sends a request, and resolves to the response of a request that was done. Rejects with an ApiError. */
export type Send = (method: string, path: string, body?: unknown, ifMatch?: string) => Promise<Response>

/** The server has refused or failed: its problem details (RFC 9457). */
export class ApiError extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  /** What is wrong with which field or parameter. */
  readonly errors: readonly { readonly field: string; readonly message: string }[]

  constructor({ status, statusText }: Response, { title, detail, errors }: Partial<ApiError>) {
    super(`${status} ${detail ?? title ?? statusText}`)
    this.status = status
    this.title = title ?? statusText
    this.detail = detail
    this.errors = errors ?? []
  }
}

/** 412: the item was changed since the version that was to be changed. Nothing is changed: read it again. */
export class VersionError extends ApiError {}

export function createSend(url: string, init: RequestInit): Send {
  const base = url.replace(/\/$/, '')
  return async (method, path, body, ifMatch) => {
    const headers = new Headers(init.headers)
    if (ifMatch !== undefined) headers.set('If-Match', ifMatch)
    if (body !== undefined) headers.set('Content-Type', 'application/json')
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const res = await fetch(base + path, { ...init, method, headers, ...sent })
    if (res.ok) return res
    const problem = readProblem(await res.text())
    throw res.status === 412 ? new VersionError(res, problem) : new ApiError(res, problem)
  }
}

/** A proxy in between may respond with something else than problem details. */
function readProblem(text: string): Partial<ApiError> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
