import { createEndpoint, type Found } from './http/endpoint.ts'
import { sendText } from './http/send.ts'
import type { Target } from './http/target.ts'

const greeting = createEndpoint({
  GET: (_req, res) => sendText(res, 200, 'Hello from my-api\n'),
})

/** The one page of a server that serves nothing else yet. */
export function findGreeting(target: Target): Found | undefined {
  return target.path === '/' ? { endpoint: greeting, params: undefined } : undefined
}
