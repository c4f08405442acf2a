import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { bodyLimit as limitBody } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { rateLimiter } from 'hono-rate-limiter'
import pino from 'pino'
import { draftSchema, paramsSchema, querySchema } from './schemas.mjs'
import { bodyLimit, host, port, publicFolder, rateLimit, trustProxy } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()
const app = new Hono()
const log = pino()

// hono/logger prints for people.
app.use(async (c, next) => {
  const begun = performance.now()
  await next()
  log.info(
    {
      method: c.req.method,
      url: c.req.url,
      status: c.res.status,
      durationMs: performance.now() - begun,
      remoteAddress: addressOf(c),
      userAgent: c.req.header('user-agent'),
    },
    'request',
  )
})
app.use(cors())
app.use(secureHeaders())
app.use(rateLimiter({ windowMs: rateLimit.windowMs, limit: rateLimit.max, keyGenerator: addressOf }))
app.use('/api/*', etag())

const limited = limitBody({ maxSize: bodyLimit })
app.get('/api/todos', zValidator('query', querySchema), (c) => {
  const { page, limit } = c.req.valid('query')
  return c.json(todos.list(page, limit))
})
app.post('/api/todos', limited, zValidator('json', draftSchema), (c) => {
  const todo = todos.create(c.req.valid('json'))
  return c.json(todo, 201, { Location: `/api/todos/${todo.id}` })
})
app.get('/api/todos/:id', zValidator('param', paramsSchema), (c) => {
  const todo = todos.get(c.req.valid('param').id)
  return todo ? c.json(todo) : c.notFound()
})
app.put('/api/todos/:id', limited, zValidator('param', paramsSchema), zValidator('json', draftSchema), (c) => {
  const todo = todos.replace(c.req.valid('param').id, c.req.valid('json'))
  return todo ? c.json(todo) : c.notFound()
})
app.use(serveStatic({ root: publicFolder }))

serve({ fetch: app.fetch, port, hostname: host })

function addressOf(c) {
  const forwarded = trustProxy === undefined ? undefined : c.req.header('x-forwarded-for')
  return forwarded ?? getConnInfo(c).remote.address
}
