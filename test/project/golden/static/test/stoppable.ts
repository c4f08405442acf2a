import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { readConfig } from '../src/config.ts'
import type { Context } from '../src/http/context.ts'
import { sendText } from '../src/http/send.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import type { Environment } from '../src/settings.ts'
import { createShutdown } from '../src/shutdown.ts'
import { startServer } from './support.ts'

export const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
export const soon = { timeout: 20_000 } // below every time-out that would close a connection as well

/** A server that can be stopped. It responds with the path, unless the test wants to respond itself. */
export async function start(t: TestContext, env: Environment = {}, respond: (ctx: Context) => void = sendPath) {
  const settings = { KEEP_ALIVE_TIMEOUT_MS: '60000', SHUTDOWN_TIMEOUT_MS: '30000', ...env }
  const lifecycle = createLifecycle()
  const shutdown = createShutdown(readConfig(settings), lifecycle)
  const { port, server } = await startServer(t, settings, { lifecycle, shutdown }, async (ctx) => {
    if (lifecycle.isStopping) await shutdown.admit()
    respond(ctx)
  })
  shutdown.watch(server)
  return { port, server, lifecycle, stop: () => shutdown.run(server) }
}

function sendPath(ctx: Context): void {
  sendText(ctx, 200, `${ctx.req.url}\n`)
}

/** Keeps requests for the test to respond to. */
export function keepRequests() {
  const kept: Context[] = []
  async function next(): Promise<Context> {
    while (kept.length === 0) await nextTurn()
    return kept.shift() as Context
  }
  return { keep: (ctx: Context) => void kept.push(ctx), next }
}

export async function open(port: number, bytes = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  await once(socket, 'connect')
  socket.write(bytes)
  return socket
}

export async function readAll(socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}
