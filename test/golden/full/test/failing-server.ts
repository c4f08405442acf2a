import { readConfig } from '../src/config.ts'
import { addressOf } from '../src/http/address.ts'
import { createServer } from '../src/http/create-server.ts'
import { settle } from '../src/http/settle.ts'
import { urlOf } from '../src/listening.ts'
import { startLog } from '../src/log.ts'
import { logRequest } from '../src/request-log.ts'

// A server with nothing but a bug, for logging.test.ts: it says too much at /, and never answers at /never.
const config = readConfig(process.env)
startLog(config.log)
const server = createServer(config, (req, res) =>
  settle(req, res, config.requestTimeoutMs, async () => {
    logRequest(req, res, addressOf(req.socket))
    if (req.url !== '/never') throw new Error('the password is 1234')
  }),
)
server.listen(config.port, '127.0.0.1', () => {
  // Whatever the level is, the test must know the port.
  console.log(JSON.stringify({ msg: `listening on ${urlOf(server)}` }))
})
process.once('SIGTERM', () => process.exit(0))
