import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { createServer } from './http/create-server.ts'
import { createRouter } from './http/router.ts'
import { createLifecycle, onStopSignal } from './lifecycle.ts'
import { explainListenError, urlOf } from './listening.ts'
import { log, reopenAccessLog, startLog } from './log.ts'
import { countConnections } from './middleware/metrics/connections.ts'
import { isFolder, locateStaticDir } from './routes/files/folder.ts'
import type { HealthCheck } from './routes/health.ts'
import { readEnvFile } from './settings.ts'
import { createShutdown } from './shutdown.ts'
import { openStores } from './stores.ts'

process.on('uncaughtException', (error) => {
  // The process is in an unknown state: log why, and let the supervisor start another.
  log.error('uncaught exception', error)
  process.exit(1)
})

const config = loadConfig()
const lifecycle = createLifecycle()
const router = createRouter()
/** What /ready asks, such as { name: 'cache', check: () => cache.ping() }. */
const healthChecks: HealthCheck[] = []
const staticDir = locateStaticDir()
if (!isFolder(staticDir)) {
  console.error(`${staticDir} is not a folder: create it, or copy it along with dist/ and package.json`)
  process.exit(1)
}
startLog(config.log)
const shutdown = createShutdown(config, lifecycle)
const stores = await openStores(config).catch(stopStart)
lifecycle.onClose('stores', () => stores.close())
healthChecks.push({ name: 'database', check: () => stores.checkHealth() })

const app = createApp({
  config,
  lifecycle,
  router,
  healthChecks,
  stores,
  staticDir,
  shutdown,
})
const server = createServer(config, app)

server.on('error', (error) => {
  if (server.listening) return log.error('server error', error) // such as no free file descriptor: others are served
  console.error(explainListenError(error, config))
  process.exit(1)
})

server.listen({ port: config.port, host: config.host }, () => {
  for (const { method, pattern } of router.list()) log.info(`${method} ${pattern}`)
  log.announce(`listening on ${urlOf(server)}`)
})

countConnections(server)
if (config.log.accessLog !== undefined) process.on('SIGHUP', reopenAccessLog)
shutdown.watch(server)
onStopSignal(async (signal) => {
  log.info(`${signal}: stopping`)
  const cut = await shutdown.run(server)
  const isClosed = await lifecycle.close()
  log.info(cut === 0 ? 'stopped' : `stopped; requests that took too long and were cut: ${cut}`)
  process.exit(cut === 0 && isClosed ? 0 : 1)
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
