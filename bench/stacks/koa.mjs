import { bodyParser } from '@koa/bodyparser'
import cors from '@koa/cors'
import etag from '@koa/etag'
import Router from '@koa/router'
import Koa from 'koa'
import conditional from 'koa-conditional-get'
import helmet from 'koa-helmet'
import limitRate from 'koa-ratelimit'
import serve from 'koa-static'
import pino from 'pino'
import { draftSchema, idSchema, querySchema } from './schemas.mjs'
import { bodyLimit, host, port, publicFolder, rateLimit, trustProxy } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()
const app = new Koa({ proxy: trustProxy !== undefined })
const log = pino()

// koa-logger prints for people.
app.use(async (ctx, next) => {
  const begun = performance.now()
  ctx.res.once('close', () => {
    log.info(
      {
        method: ctx.method,
        url: ctx.originalUrl,
        status: ctx.status,
        durationMs: performance.now() - begun,
        remoteAddress: ctx.ip,
        userAgent: ctx.get('user-agent'),
      },
      'request',
    )
  })
  await next()
})
app.use(cors())
app.use(helmet())
app.use(limitRate({ driver: 'memory', db: new Map(), duration: rateLimit.windowMs, max: rateLimit.max }))
app.use(conditional())
app.use(etag())
app.use(async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    if (error.name !== 'ZodError') throw error
    ctx.status = 400
    ctx.body = { status: 400, detail: error.message }
  }
})
app.use(bodyParser({ jsonLimit: bodyLimit }))

const router = new Router()
router.get('/api/todos', (ctx) => {
  const { page, limit } = querySchema.parse(ctx.query)
  ctx.body = todos.list(page, limit)
})
router.post('/api/todos', (ctx) => {
  const todo = todos.create(draftSchema.parse(ctx.request.body))
  ctx.status = 201
  ctx.set('Location', `/api/todos/${todo.id}`)
  ctx.body = todo
})
router.get('/api/todos/:id', (ctx) => {
  ctx.body = todos.get(idSchema.parse(ctx.params.id)) ?? ctx.throw(404)
})
router.put('/api/todos/:id', (ctx) => {
  ctx.body = todos.replace(idSchema.parse(ctx.params.id), draftSchema.parse(ctx.request.body)) ?? ctx.throw(404)
})
app.use(router.routes())
app.use(router.allowedMethods())
app.use(serve(publicFolder))

app.listen(port, host)
