import { createApp } from '../src/app.ts'
import { createServer } from '../src/http/create-server.ts'
import { sendText } from '../src/http/send.ts'
import { urlOf } from '../src/listening.ts'
import { startLog } from '../src/log.ts'
import { createDependencies } from './support.ts'

// A server for logging.test.ts, with two bugs: /fail throws, and /never does not respond.
const dependencies = await createDependencies(process.env)
const { config, router } = dependencies
startLog(config.log)
router.add('GET', '/fail', () => {
  throw new Error('the password is 1234')
})
router.add('GET', '/never', () => {})
router.add('POST', '/never', () => {})
router.add('GET', '/internal', (ctx) => sendText(ctx, 200, 'well'), { internal: true })
const server = createServer(config, createApp(dependencies))
server.listen(config.port, '127.0.0.1', () => {
  // At every level: the test must know the port.
  console.log(JSON.stringify({ msg: `listening on ${urlOf(server)}` }))
})
process.once('SIGTERM', () => process.exit(0))
