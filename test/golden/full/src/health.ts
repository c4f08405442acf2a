import type { ServerResponse } from 'node:http'
import { createEndpoint, type Found } from './http/endpoint.ts'
import { send } from './http/send.ts'
import { nameEndpoint } from './metrics/routes.ts'

const endpoints = new Map([
  ['/health', createEndpoint({ GET: (_req, res) => sendStatus(res, 200, 'ok') })],
  ['/ready', createEndpoint({ GET: (_req, res) => sendStatus(res, 200, 'ok') })],
])
for (const [path, endpoint] of endpoints) nameEndpoint(endpoint, path)
const unready = createEndpoint({ GET: (_req, res) => sendStatus(res, 503, 'error') })

/** For the time from the signal on: alive, but to be sent no more requests. */
export function findUnready(path: string): Found | undefined {
  return path === '/ready' ? { endpoint: unready, params: undefined } : undefined
}

/** `/health`: does the process work? `/ready`: should it be sent requests? Checks of your own belong here. */
export function findHealth(path: string): Found | undefined {
  const endpoint = endpoints.get(path)
  return endpoint && { endpoint, params: undefined }
}

function sendStatus(res: ServerResponse, code: number, status: string): void {
  const body = JSON.stringify({ status, uptime: process.uptime(), timestamp: new Date().toISOString() })
  send(res, code, 'application/json; charset=utf-8', body, { 'Cache-Control': 'no-store' })
}
