import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { createServer } from './http/create-server.ts'
import { createRouter } from './http/router.ts'
import { createLifecycle, onStopSignal } from './lifecycle.ts'
import { explainListenError, urlOf } from './listening.ts'
import { log } from './log.ts'
import { readEnvFile } from './settings.ts'

process.on('uncaughtException', (error) => {
  // The process is in an unknown state: log why, and let the supervisor start another.
  log.error('uncaught exception', error)
  process.exit(1)
})

const config = loadConfig()
const lifecycle = createLifecycle()
const router = createRouter()

const app = createApp({
  config,
  lifecycle,
  router,
})
const server = createServer(config, app)

server.on('error', (error) => {
  if (server.listening) return log.error('server error', error) // such as no free file descriptor: others are served
  console.error(explainListenError(error, config))
  process.exit(1)
})

server.listen({ port: config.port, host: config.host }, () => {
  log.info(`listening on ${urlOf(server)}`)
})

onStopSignal(async (signal) => {
  lifecycle.beginStopping()
  server.close()
  server.closeAllConnections()
  const isClosed = await lifecycle.close()
  log.info(`${signal}: stopped`)
  process.exit(isClosed ? 0 : 1)
})

function loadConfig() {
  try {
    for (const [name, value] of Object.entries(readEnvFile('.env'))) process.env[name] ??= value
    return readConfig(process.env)
  } catch (error) {
    return stopStart(error)
  }
}

/** The message alone: it names what to change. */
function stopStart(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
