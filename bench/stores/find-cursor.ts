import { Agent } from 'node:http'
import type { LoadRequest } from '../load/load.ts'
import { exchange } from '../server/exchange.ts'

const step = 100

/** The request for the page after `skipped` items, found as a client does it: page by page, from the start. */
export async function findCursor(port: number, request: LoadRequest, skipped: number): Promise<LoadRequest> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const [path, query] = request.path.split('?')
  const at = (cursor: string, limit: string) => {
    const parameters = new URLSearchParams(query)
    parameters.set('cursor', cursor)
    parameters.set('limit', limit)
    return `${path}?${parameters}`
  }
  try {
    let cursor = ''
    for (let left = skipped; left > 0; left -= step) {
      const target = at(cursor, String(Math.min(step, left)))
      const { status, body } = await exchange(port, { ...request, path: target }, agent)
      const next = status === 200 && (JSON.parse(body.toString()) as { next?: unknown }).next
      if (typeof next !== 'string') throw new Error(`answers ${status} to ${target}, without a cursor to go on from`)
      cursor = next
    }
    return { ...request, path: at(cursor, new URLSearchParams(query).get('limit') ?? '') }
  } finally {
    agent.destroy()
  }
}
