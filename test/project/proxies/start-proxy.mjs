import { Agent, createServer } from 'node:http'
import { createRequire } from 'node:module'

// `node start-proxy.mjs <library> <its folder> <socket> <upstream> <address>`: a proxy of one of Node's own libraries, which
// keeps two connections to the server alive and shares them among its clients.
const [library = '', folder = '', socket = '', target = '', address = ''] = process.argv.slice(2)
const require = createRequire(`${folder}/package.json`)

if (library === 'fastify-http-proxy') {
  const app = require('fastify')()
  await app.register(require('@fastify/http-proxy'), {
    upstream: target,
    undici: { connections: 2, pipelining: 1, keepAliveTimeout: 60_000 },
    replyOptions: {
      // undici refuses to send these, and the connection that it did not send them on then serves nobody else.
      rewriteRequestHeaders(_, { expect, upgrade, 'keep-alive': keepAlive, ...headers }) {
        return { ...headers, 'x-forwarded-for': address }
      },
    },
  })
  app.server.on('checkContinue', (req, res) => app.server.emit('request', req, res)) // for the reason below
  await app.listen({ path: socket })
} else {
  const { createProxyServer } = require(library)
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const proxy = createProxyServer({ target, agent, headers: { 'x-forwarded-for': address } })
  proxy.on('error', (error, _, res) => {
    if ('headersSent' in res && !res.headersSent) res.writeHead(502).end(`${error}`)
    else res.destroy()
  })
  const forward = (req, res) => {
    delete req.headers.trailer // with a sized body it ends http-proxy: Node throws where the library does not catch it
    proxy.web(req, res)
  }
  const server = createServer(forward)
  // Without this listener, a Node with pipelined requests writes its own "100 Continue" after the head of the response.
  server.on('checkContinue', forward)
  server.listen(socket)
}
process.stdout.write('listening\n')
