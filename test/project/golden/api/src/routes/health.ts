import type { Context } from '../http/context.ts'
import type { Router } from '../http/router.ts'
import { sendJson } from '../http/send.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { jsonResponse } from '../openapi.ts'

/** Something that the server cannot work without, such as a database. */
export interface HealthCheck {
  readonly name: string
  /** Throws or rejects when it does not work. */
  check(): void | Promise<void>
}

/** `/health`: is the process running? `/ready`: should it get requests? */
export function addHealthRoutes(router: Router, lifecycle: Lifecycle, checks: readonly HealthCheck[]): void {
  router.add('GET', '/health', (ctx) => sendStatus(ctx, 200, 'ok'), {
    summary: 'Whether the process is running',
    internal: true,
    operation: { responses: { 200: statusResponse('The process is running', 'ok') } },
  })
  router.add('GET', '/ready', respondIfReady, {
    summary: 'Whether the server should get requests',
    internal: true,
    operation: {
      responses: {
        200: statusResponse('The server is ready', 'ok'),
        503: statusResponse('The server is stopping, or something that it needs does not work', 'error'),
      },
    },
  })

  async function respondIfReady(ctx: Context): Promise<void> {
    const results = await Promise.allSettled(checks.map(async (each) => each.check()))
    const isReady = !lifecycle.isStopping && results.every(({ status }) => status === 'fulfilled')
    if (isReady) sendStatus(ctx, 200, 'ok')
    else sendStatus(ctx, 503, 'error')
  }
}

function sendStatus(ctx: Context, code: number, status: string): void {
  const content = { status, uptime: process.uptime(), timestamp: new Date().toISOString() }
  sendJson(ctx, code, content, { 'Cache-Control': 'no-store' })
}

function statusResponse(description: string, status: string): object {
  const timestamp = { type: 'string', format: 'date-time' }
  const properties = { status: { const: status }, uptime: { type: 'number' }, timestamp }
  return jsonResponse(description, { type: 'object', required: Object.keys(properties), properties })
}
