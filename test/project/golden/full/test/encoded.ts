import { once } from 'node:events'
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import * as zlib from 'node:zlib'
import { readConfig } from '../src/config.ts'
import type { Context } from '../src/http/context.ts'
import { createCompression } from '../src/middleware/compression.ts'
import type { Environment } from '../src/settings.ts'
import { startServer } from './support.ts'

/** Serves what a handler sends, with compression and nothing else around it. */
export async function serve(t: TestContext, respond: (ctx: Context) => void, env: Environment = {}): Promise<string> {
  const enableCompression = createCompression(readConfig(env))
  const { url } = await startServer(t, env, {}, (ctx) => {
    enableCompression(ctx)
    respond(ctx)
  })
  return url
}

/** A response as it was sent: fetch would decode it. */
export interface Encoded {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export async function ask(url: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Encoded> {
  const req = request(url, { method, headers, agent: false }).end()
  const [res] = (await once(req, 'response')) as [IncomingMessage]
  return { status: res.statusCode, headers: res.headers, body: await buffer(res) }
}

const { zstdDecompressSync }: typeof zlib & { readonly zstdDecompressSync?: (bytes: Uint8Array) => Buffer } = zlib

/** Does this Node have Zstandard? */
export const hasZstd = zstdDecompressSync !== undefined

export function decode({ headers, body }: Encoded): string {
  switch (headers['content-encoding']) {
    case 'zstd':
      return String(zstdDecompressSync?.(body))
    case 'br':
      return String(zlib.brotliDecompressSync(body))
    case 'gzip':
      return String(zlib.gunzipSync(body))
    default:
      return String(body)
  }
}
