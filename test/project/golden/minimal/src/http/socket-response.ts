import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem } from './errors.ts'

/** The status for what Node's parser and timers report (https://nodejs.org/api/http.html#event-clienterror). */
export function statusOf(error: NodeJS.ErrnoException): number {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    case 'HPE_HEADER_OVERFLOW':
      return 431
    default:
      return 400
  }
}

/** What to wait for before something else may be written after the latest response: its turn, or its end. */
export function pendingEvent(res: ServerResponse): 'socket' | 'finish' | undefined {
  if (res.writableFinished) return undefined
  if (res.socket === null) return 'socket'
  return res.req.complete || res.headersSent ? 'finish' : undefined
}

/** Responds on a socket that has no request, and ends it. */
export function writeProblem(socket: Duplex, problem: Problem, headers: OutgoingHttpHeaders): void {
  const content = JSON.stringify(problem)
  const all = {
    Date: new Date().toUTCString(),
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(content),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
    Connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${content}`)
}
