import cors from 'cors'
import express from 'express'
import { rateLimit as limitRate } from 'express-rate-limit'
import helmet from 'helmet'
import morgan from 'morgan'
import { draftSchema, idSchema, querySchema } from './schemas.mjs'
import { bodyLimit, createTodos, host, port, publicFolder, rateLimit, trustProxy } from './todos.mjs'

const todos = createTodos()
const app = express()
if (trustProxy) app.set('trust proxy', trustProxy)
app.use(
  morgan((tokens, req, res) =>
    JSON.stringify({
      time: tokens.date(req, res, 'iso'),
      level: 'info',
      msg: 'request',
      method: tokens.method(req, res),
      url: tokens.url(req, res),
      status: Number(tokens.status(req, res)),
      durationMs: Number(tokens['response-time'](req, res)),
      remoteAddress: tokens['remote-addr'](req, res),
      userAgent: tokens['user-agent'](req, res),
    }),
  ),
)
app.use(cors())
app.use(helmet())
app.use(
  limitRate({ windowMs: rateLimit.windowMs, limit: rateLimit.max, standardHeaders: 'draft-8', legacyHeaders: false }),
)
app.use(express.json({ limit: bodyLimit }))

app.get('/api/todos', (req, res) => {
  const { page, limit } = querySchema.parse(req.query)
  res.json(todos.list(page, limit))
})
app.post('/api/todos', (req, res) => {
  const todo = todos.create(draftSchema.parse(req.body))
  res.status(201).location(`/api/todos/${todo.id}`).json(todo)
})
app.get('/api/todos/:id', (req, res, next) => {
  const todo = todos.get(idSchema.parse(req.params.id))
  if (todo) res.json(todo)
  else next()
})
app.put('/api/todos/:id', (req, res, next) => {
  const todo = todos.replace(idSchema.parse(req.params.id), draftSchema.parse(req.body))
  if (todo) res.json(todo)
  else next()
})
app.use(express.static(publicFolder))
app.use((error, _req, res, next) => {
  if (res.headersSent) return next(error)
  const status = error.name === 'ZodError' ? 400 : (error.status ?? 500)
  res.status(status).json({ status, detail: error.message })
})

app.listen(port, host)
