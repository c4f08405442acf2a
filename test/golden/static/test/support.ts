import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import type { TestContext } from 'node:test'
import { createApp, type Parts } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createServer } from '../src/http/create-server.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import type { Environment } from '../src/settings.ts'
import { createShutdown } from '../src/shutdown.ts'
import { locateStaticDir } from '../src/static/folder.ts'

export interface TestServer {
  readonly url: string
  readonly port: number
}

/** Starts the app on a free port for the length of a test. `env`: settings that differ; `parts`: parts that differ. */
export async function startServer(
  t: TestContext,
  env: Environment = {},
  parts: Partial<Parts> = {},
): Promise<TestServer> {
  const config = readConfig(env)
  const lifecycle = parts.lifecycle ?? createLifecycle()
  const app = createApp({
    config,
    lifecycle,
    staticDir: locateStaticDir(),
    shutdown: createShutdown(config, lifecycle),
    ...parts,
  })
  const server = createServer(config, app).listen(0, '127.0.0.1')
  t.after(async () => {
    lifecycle.beginStopping()
    server.close()
    server.closeAllConnections()
    await lifecycle.close()
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port }
}

/** Sends bytes as they are, which fetch would tidy up, and resolves to all that comes until the server closes. */
export async function sendRaw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  let answer = ''
  for await (const chunk of socket.setEncoding('latin1')) answer += chunk
  return answer
}
