import { once } from 'node:events'
import type { RequestListener, ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { readConfig } from '../src/config.ts'
import { createServer } from '../src/http/create-server.ts'
import { sendText } from '../src/http/send.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import type { Environment } from '../src/settings.ts'
import { createShutdown } from '../src/shutdown.ts'

export const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
export const soon = { timeout: 20_000 } // below every time-out that would close a connection as well

/** A server that can be stopped. It answers its path, unless the test wants to answer itself. */
export async function start(t: TestContext, env: Environment = {}, listener: RequestListener = answerPath) {
  const config = readConfig({ KEEP_ALIVE_TIMEOUT_MS: '60000', SHUTDOWN_TIMEOUT_MS: '30000', ...env })
  const lifecycle = createLifecycle()
  const shutdown = createShutdown(config, lifecycle)
  const server = createServer(config, async (req, res) => {
    if (lifecycle.isStopping) await shutdown.admit()
    listener(req, res)
  })
  shutdown.watch(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.closeAllConnections())
  const { port } = server.address() as AddressInfo
  return { port, server, lifecycle, stop: () => shutdown.run(server) }
}

const answerPath: RequestListener = (req, res) => sendText(res, 200, `${req.url}\n`)

/** Keeps responses for the test to answer. */
export function keepResponses() {
  const kept: ServerResponse[] = []
  async function next(): Promise<ServerResponse> {
    while (kept.length === 0) await nextTurn()
    return kept.shift() as ServerResponse
  }
  const listener: RequestListener = (_req, res) => void kept.push(res)
  return { listener, next }
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
