import type { LoadRequest } from '../load/load.ts'
import type { Case } from './cases.ts'
import { exchange } from './exchange.ts'

/**
 * Sends the request of a case once, and resolves to the request to load the server with. Throws when the answer is not
 * what it must be: a server that is wrong could be as fast as it likes.
 */
export async function checkAnswer(port: number, { request: asked, conditional, answer }: Case): Promise<LoadRequest> {
  const loaded = conditional ? await makeConditional(port, asked) : asked
  const { status, headers, body } = await exchange(port, loaded)
  if (status !== answer.status) throw new Error(`answers ${status}, not ${answer.status}`)
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
