import { Readable } from 'node:stream'
import { createApp } from '../apps/fastify.mjs'
import { host, port } from '../settings.mjs'
import { fromCursor, linksOf } from './contact.mjs'

const { openContacts } = await import(`./${process.env.STORE}.mjs`)
const contacts = openContacts()
const app = await createApp()

const properties = {
  name: { type: 'string', minLength: 1, maxLength: 100 },
  email: { type: 'string', format: 'email', maxLength: 10_000 },
  age: { type: 'integer' },
  active: { type: 'boolean' },
}
const draft = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
const contact = { type: 'object', properties: { id: { type: 'integer' }, ...properties } }
const page = {
  type: 'object',
  properties: {
    data: { type: 'array', items: contact },
    page: { type: 'integer' },
    limit: { type: 'integer' },
    total: { type: 'integer' },
    next: { type: 'string', nullable: true },
  },
}
const query = {
  type: 'object',
  properties: {
    page: { type: 'integer', minimum: 1, default: 1 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    cursor: { type: 'string' },
    email: { type: 'string', format: 'email' },
    name: { type: 'string' },
  },
}
const params = { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } }

app.get('/api/contacts', { schema: { querystring: query, response: { 200: page } } }, async (req, reply) => {
  if (req.headers.accept === 'application/x-ndjson') {
    return reply.type('application/x-ndjson').send(Readable.from(contacts.lines()))
  }
  const { cursor, limit } = req.query
  const found = await (cursor === undefined ? contacts.list(req.query) : contacts.listAfter(fromCursor(cursor), limit))
  reply.header('Link', linksOf(req.url, found))
  return found
})
app.post('/api/contacts', { schema: { body: draft, response: { 201: contact } } }, async (req, reply) => {
  const created = await contacts.create(req.body)
  return reply.code(201).header('Location', `/api/contacts/${created.id}`).send(created)
})
app.get('/api/contacts/:id', { schema: { params, response: { 200: contact } } }, async (req, reply) => {
  return (await contacts.get(req.params.id)) ?? reply.callNotFound()
})

await app.listen({ port, host })
