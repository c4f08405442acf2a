import type { ServerResponse } from 'node:http'

const discardLimit = 67_108_864
const discardMs = 30_000
const silenceMs = 5000
const smallBody = 65_536

/** Responses that have been sent, on connections that wait for the rest of a body. */
export const discarding = new WeakSet<ServerResponse>()

/**
 * Is there a body still to come because of which the connection cannot be kept? A small one of known length is not a
 * reason to close: Node reads over it before the next request.
 */
export function hasUnreadBody({ req, shouldKeepAlive }: ServerResponse): boolean {
  if (req.complete) return false
  if (req.headers['transfer-encoding'] !== undefined) return true
  const announced = Number(req.headers['content-length'] ?? 0)
  // A client that waits for "100 Continue" may never send the body it announced.
  return announced > 0 && (!shouldKeepAlive || announced > smallBody || req.headers.expect !== undefined)
}

/**
 * Ends a response that was sent before the body was read. To close at once would reset the connection while the client
 * is still writing, and it would lose the response (RFC 9112 section 9.6). So what still comes is read and discarded,
 * for as long as it keeps coming: at most 64 MiB and 30 seconds, or 5 seconds without a byte.
 */
export function drainThenClose(res: ServerResponse): void {
  const { req } = res
  let left = discardLimit
  const end = () => {
    clearTimeout(deadline)
    clearTimeout(silence)
    req.off('data', discard).off('end', end).off('close', end)
    res.end()
  }
  const deadline = setTimeout(end, discardMs)
  const silence = setTimeout(end, silenceMs)
  const discard = (chunk: Buffer) => {
    left -= chunk.length
    silence.refresh()
    if (left < 0) end()
  }
  discarding.add(res)
  req.on('data', discard).once('end', end).once('close', end)
  req.resume()
}
