import { addRest, createApp } from './apps/express.mjs'
import { draftSchema, idSchema, querySchema } from './schemas.mjs'
import { host, port } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()
const app = createApp()

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
addRest(app)

app.listen(port, host)
