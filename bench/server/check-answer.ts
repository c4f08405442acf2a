import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { LoadRequest } from '../load/load.ts'
import { host } from '../run/server-process.ts'
import type { Case } from './cases.ts'

const patienceMs = 10_000

/**
 * Sends the request of a case once, and resolves to the request to load the server with. Throws when the answer is not
 * what it must be: a server that is wrong could be as fast as it likes.
 */
export async function checkAnswer(port: number, { request: asked, conditional, answer }: Case): Promise<LoadRequest> {
  const loaded = conditional ? await makeConditional(port, asked) : asked
  const { status, headers, body } = await exchange(port, loaded)
  if (status !== answer.status) throw new Error(`answers ${status}, not ${answer.status}: ${body.subarray(0, 200)}`)
  for (const [name, pattern] of Object.entries(answer.headers ?? {})) {
    const value = String(headers[name] ?? '')
    if (!pattern.test(value)) throw new Error(`answers with ${name}: ${value}, which does not match ${pattern}`)
  }
  const fault = answer.judge?.(body)
  if (fault !== undefined) throw new Error(`answers wrongly: ${fault}`)
  return loaded
}

async function makeConditional(port: number, asked: LoadRequest): Promise<LoadRequest> {
  const { etag } = (await exchange(port, asked)).headers
  if (etag === undefined) throw new Error('answers without an ETag')
  return { ...asked, headers: { ...asked.headers, 'If-None-Match': etag } }
}

async function exchange(port: number, { method, path, headers, body }: LoadRequest) {
  const sent = request({ host, port, method, path, headers, agent: false, timeout: patienceMs })
  sent.once('timeout', () => sent.destroy(new Error(`does not answer within ${patienceMs} ms`)))
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', (res) => {
      // What fails to be sent is the body that it has refused.
      sent.off('error', reject).on('error', () => sent.destroy())
      buffer(res).then((all) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: all }), reject)
    })
    sent.end(body)
  })
}
