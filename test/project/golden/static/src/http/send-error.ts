import { pathOf } from './check-request.ts'
import type { Context } from './context.ts'
import { prefersPage, sendErrorPage } from './error-page.ts'
import { HttpError, problemOf } from './errors.ts'
import { send } from './send.ts'

// They describe the content that is not sent after all. Other headers stay.
const contentHeaders = /^(content-(?!security)|etag|last-modified|cache-control|accept-ranges|location|link)/

/** Responds to what a step or a handler has thrown, with problem details (RFC 9457). */
export function sendError(ctx: Context, thrown: unknown): void {
  const { req, res } = ctx
  const error = thrown instanceof HttpError ? thrown : new HttpError(500)
  if (res.headersSent) {
    // Too late for a status: only a connection that breaks shows that the content is incomplete.
    if (!res.writableEnded) res.destroy()
    return
  }
  for (const name of res.getHeaderNames()) if (contentHeaders.test(name)) res.removeHeader(name)
  const problem = { ...problemOf(error), instance: instanceOf(req.url), requestId: ctx.requestId }
  if (prefersPage(ctx)) {
    sendErrorPage(ctx, problem, error.headers)
    return
  }
  send(ctx, error.status, 'application/problem+json', JSON.stringify(problem), {
    'Cache-Control': 'no-store',
    ...error.headers,
  })
}

/** The path that was asked for, as a URI reference (RFC 3986): without the query, which may hold a secret. */
function instanceOf(url = ''): string {
  return pathOf(url).replace(/["<>\\^`{|}\u0080-\uffff]/g, (character) => encodeURIComponent(character))
}
