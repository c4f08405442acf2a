import { type Agent, type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { LoadRequest } from '../load/load.ts'
import { host } from '../run/server-process.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

const patienceMs = 10_000

/** Sends a request, on a connection of its own where no agent has one. */
export function exchange(
  port: number,
  { method, path, headers, body }: LoadRequest,
  agent: Agent | false = false,
): Promise<Answer> {
  const length = body === undefined ? {} : { 'Content-Length': body.length }
  const sent = request({ host, port, method, path, headers: { ...headers, ...length }, agent, timeout: patienceMs })
  sent.once('timeout', () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)))
  return new Promise((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', (res) => {
      // What fails to be sent is the body that it has refused.
      sent.off('error', reject).on('error', () => sent.destroy())
      buffer(res).then((all) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: all }), reject)
    })
    sent.end(body)
  })
}
