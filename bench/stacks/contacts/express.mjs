import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { addRest, createApp } from '../apps/express.mjs'
import { idSchema, querySchema } from '../schemas.mjs'
import { host, port } from '../settings.mjs'
import { fromCursor, linksOf } from './contact.mjs'

const { openContacts } = await import(`./${process.env.STORE}.mjs`)
const contacts = openContacts()
const app = createApp()

const draftSchema = z.strictObject({
  name: z.string().min(1).max(100),
  email: z.email().max(10_000),
  age: z.int(),
  active: z.boolean(),
})
const listSchema = querySchema.extend({
  cursor: z.string().optional(),
  email: z.email().optional(),
  name: z.string().optional(),
})

app.get('/api/contacts', async (req, res) => {
  if (req.headers.accept === 'application/x-ndjson') {
    res.type('application/x-ndjson')
    return pipeline(Readable.from(contacts.lines()), res)
  }
  const query = listSchema.parse(req.query)
  const { cursor, limit } = query
  const found = await (cursor === undefined ? contacts.list(query) : contacts.listAfter(fromCursor(cursor), limit))
  res.set('Link', linksOf(req.originalUrl, found)).json(found)
})
app.post('/api/contacts', async (req, res) => {
  const contact = await contacts.create(draftSchema.parse(req.body))
  res.status(201).location(`/api/contacts/${contact.id}`).json(contact)
})
app.get('/api/contacts/:id', async (req, res, next) => {
  const contact = await contacts.get(idSchema.parse(req.params.id))
  if (contact) res.json(contact)
  else next()
})
addRest(app)

app.listen(port, host)
