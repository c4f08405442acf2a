import { type IncomingMessage, ServerResponse } from 'node:http'

type Callback = (error?: Error | null) => void

/**
 * A response that knows how much of its body went to the socket. Content-Length only says how much should have, and
 * the socket's own count includes the headers.
 */
export class CountedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  bodyBytes = 0

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Callback, callback?: Callback): boolean {
    this.#count(chunk, encoding)
    return super.write(chunk, encoding as BufferEncoding, callback)
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), callback?: () => void): this {
    this.#count(chunk, encoding)
    return super.end(chunk, encoding as BufferEncoding, callback)
  }

  #count(chunk: unknown, encoding: unknown): void {
    // Node leaves these bodies out.
    if (this.req.method === 'HEAD' || this.statusCode === 204 || this.statusCode === 304) return
    if (typeof chunk === 'string') this.bodyBytes += Buffer.byteLength(chunk, encoding as BufferEncoding)
    else if (chunk instanceof Uint8Array) this.bodyBytes += chunk.length
  }
}
