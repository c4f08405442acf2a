import { existsSync } from 'node:fs'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { createServer } from './http/create-server.ts'
import { explainListenError, urlOf } from './listening.ts'
import { log } from './log.ts'

process.on('uncaughtException', (error) => {
  // The process is in an unknown state: say why, and let the supervisor start a fresh one.
  log.error('uncaught exception', error)
  process.exit(1)
})

const config = loadConfig()

const app = createApp({
  config,
})
const server = createServer(config, app)

server.on('error', (error) => {
  if (server.listening) return log.error('server error', error) // out of file descriptors, say: serve what is open
  console.error(explainListenError(error, config))
  process.exit(1)
})

server.listen({ port: config.port, host: config.host }, () => {
  log.info(`listening on ${urlOf(server)}`)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info(`${signal}: stopped`)
    process.exit(0)
  })
}

function loadConfig() {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    return readConfig(process.env)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return process.exit(1)
  }
}
