import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { TestContext } from 'node:test'
import { createApp, type Dependencies } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import type { Context } from '../src/http/context.ts'
import { createServer } from '../src/http/create-server.ts'
import { createRouter } from '../src/http/router.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import { locateStaticDir } from '../src/routes/files/folder.ts'
import type { Environment } from '../src/settings.ts'
import { createShutdown } from '../src/shutdown.ts'

export interface TestServer {
  readonly url: string
  readonly port: number
  readonly server: Server
}

/** What server.ts gives to createApp, with a lifecycle and a router of the test's own. */
export async function createDependencies(env: Environment = {}): Promise<Dependencies> {
  const config = readConfig(env)
  const lifecycle = createLifecycle()
  return {
    config,
    lifecycle,
    router: createRouter(),
    staticDir: locateStaticDir(),
    shutdown: createShutdown(config, lifecycle),
  }
}

/**
 * Starts the app on a free port for the length of a test, with the settings and dependencies that differ. `handle`:
 * what happens to a request, in place of all that app.ts does.
 */
export async function startServer(
  t: TestContext,
  env: Environment = {},
  different: Partial<Dependencies> = {},
  handle?: (ctx: Context) => void | Promise<void>,
): Promise<TestServer> {
  const dependencies = { ...(await createDependencies(env)), ...different }
  const { config, lifecycle } = dependencies
  const app = createApp(dependencies)
  const tested = handle ? { ...app, handle: async (ctx: Context) => handle(ctx) } : app
  const server = createServer(config, tested).listen(0, '127.0.0.1')
  t.after(async () => {
    lifecycle.beginStopping()
    server.close()
    server.closeAllConnections()
    await lifecycle.close()
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, server }
}

/** Sends bytes as they are, which fetch would tidy up, and resolves to all that comes until the server closes. */
export async function sendRaw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  let answer = ''
  for await (const chunk of socket.setEncoding('latin1')) answer += chunk
  return answer
}
