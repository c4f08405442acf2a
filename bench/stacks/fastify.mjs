import { createApp } from './apps/fastify.mjs'
import { host, port } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()
const app = await createApp()

const draft = {
  type: 'object',
  properties: { title: { type: 'string' }, done: { type: 'boolean' } },
  required: ['title'],
  additionalProperties: false,
}
const todo = {
  type: 'object',
  properties: { id: { type: 'integer' }, title: { type: 'string' }, done: { type: 'boolean' } },
}
const page = {
  type: 'object',
  properties: {
    data: { type: 'array', items: todo },
    page: { type: 'integer' },
    limit: { type: 'integer' },
    total: { type: 'integer' },
  },
}
const query = {
  type: 'object',
  properties: {
    page: { type: 'integer', minimum: 1, default: 1 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
}
const params = { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } }

app.get('/api/todos', { schema: { querystring: query, response: { 200: page } } }, async (req) =>
  todos.list(req.query.page, req.query.limit),
)
app.post('/api/todos', { schema: { body: draft, response: { 201: todo } } }, async (req, reply) => {
  const created = todos.create(req.body)
  return reply.code(201).header('Location', `/api/todos/${created.id}`).send(created)
})
app.get('/api/todos/:id', { schema: { params, response: { 200: todo } } }, async (req, reply) => {
  return todos.get(req.params.id) ?? reply.callNotFound()
})
app.put('/api/todos/:id', { schema: { params, body: draft, response: { 200: todo } } }, async (req, reply) => {
  return todos.replace(req.params.id, req.body) ?? reply.callNotFound()
})

await app.listen({ port, host })
