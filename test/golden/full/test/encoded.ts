import { once } from 'node:events'
import { type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import * as zlib from 'node:zlib'
import { createCompression } from '../src/compression/budget.ts'
import { readConfig } from '../src/config.ts'
import { createServer } from '../src/http/create-server.ts'
import type { Environment } from '../src/settings.ts'

/** Serves what a handler sends, with nothing around it but compression. */
export async function serve(
  t: TestContext,
  answer: (res: ServerResponse) => void,
  env: Environment = {},
): Promise<string> {
  const config = readConfig(env)
  const allowCompression = createCompression(config)
  const server = createServer(config, (req, res) => {
    allowCompression(req)
    answer(res)
  }).listen(0, '127.0.0.1')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An answer as it was sent: fetch would decode it. */
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
