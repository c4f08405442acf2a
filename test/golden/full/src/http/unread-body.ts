import type { ServerResponse } from 'node:http'

const discardLimit = 1_048_576
const discardMs = 2_000
const smallBody = 65_536

/**
 * Is a body still coming that the connection cannot be kept for? A small announced one is no reason to close: Node
 * reads over it before the next request.
 */
export function isBodyPending({ req, shouldKeepAlive }: ServerResponse): boolean {
  if (req.complete) return false
  if (req.headers['transfer-encoding'] !== undefined) return true
  const announced = Number(req.headers['content-length'] ?? 0)
  // A client that waits for "100 Continue" may never send the body it announced.
  return announced > 0 && (!shouldKeepAlive || announced > smallBody || req.headers.expect !== undefined)
}

/**
 * Ends an answer that was given before the body was read. Closing at once would reset the connection under a client
 * that is still writing and lose it the answer (RFC 9112 section 9.6), so what still comes is read and thrown away:
 * to its end, but no more than about 1 MiB, and for two seconds at most.
 */
export function closeAfterDiscarding(res: ServerResponse): void {
  const { req } = res
  let left = discardLimit
  const discard = (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) req.pause()
  }
  const end = () => {
    clearTimeout(timer)
    req.off('data', discard)
    res.end()
  }
  const timer = setTimeout(end, discardMs)
  req.on('data', discard)
  req.once('end', end)
  req.once('close', end)
  req.resume()
}
