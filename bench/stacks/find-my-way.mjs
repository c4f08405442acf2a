// The router of Fastify alone, with ROUTES of them.
import { createServer } from 'node:http'
import createRouter from 'find-my-way'
import { host, port } from './settings.mjs'

const router = createRouter()
for (let at = 1; at <= Number(process.env.ROUTES); at++) {
  router.on('GET', `/api/things-${at}/:id`, (_req, res, { id }) => res.end(id))
}
createServer((req, res) => router.lookup(req, res)).listen(port, host)
