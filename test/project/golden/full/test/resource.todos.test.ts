import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

const path = '/api/todos'

const sample = {
  title: 'Buy milk',
  done: true,
}

function send(url: string, method: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'Content-Type': 'application/json', ...headers }
  return fetch(url, { method, headers: json, body: JSON.stringify(body) })
}

test('creates, reads, lists and deletes a todo', async (t) => {
  const { url } = await startServer(t)
  const created = await send(url + path, 'POST', sample)
  assert.equal(created.status, 201)
  assert.equal(created.headers.get('location'), `${path}/1`)
  const item: unknown = await created.json()
  assert.deepEqual(item, { id: 1, ...sample })

  const read = await fetch(`${url}${path}/1`)
  assert.equal(read.headers.get('etag'), created.headers.get('etag'))
  assert.deepEqual(await read.json(), item)

  const list: unknown = await (await fetch(url + path)).json()
  assert.deepEqual(list, { data: [item], page: 1, limit: 20, total: 1 })

  assert.equal((await fetch(`${url}${path}/1`, { method: 'DELETE' })).status, 204)
  assert.equal((await fetch(`${url}${path}/1`)).status, 404)
})

test('replaces and merges a todo', async (t) => {
  const { url } = await startServer(t)
  await send(url + path, 'POST', sample)
  const replaced = await send(`${url}${path}/1`, 'PUT', { ...sample, id: 7 })
  assert.equal(replaced.status, 200)
  assert.deepEqual(await replaced.json(), { id: 1, ...sample })
  const merged = await send(`${url}${path}/1`, 'PATCH', {})
  assert.equal(merged.status, 200)
  assert.deepEqual(await merged.json(), { id: 1, ...sample })
})

test('lets done go', async (t) => {
  const { url } = await startServer(t)
  await send(url + path, 'POST', sample)
  const merged = await send(`${url}${path}/1`, 'PATCH', { done: null })
  const { done: _, ...rest } = sample
  assert.deepEqual(await merged.json(), { id: 1, ...rest })
})

test('requires what is not optional', async (t) => {
  const { url } = await startServer(t)
  const res = await send(url + path, 'POST', {})
  assert.equal(res.status, 400)
  const { errors } = (await res.json()) as { errors: { field: string }[] }
  const fields = errors.map(({ field }) => field)
  assert.ok(fields.includes('title'))
})

const rejected = [
  { field: 'title', value: 5 },
  { field: 'done', value: 'true' },
  { field: 'nobodyKnowsThisField', value: 1 },
]

for (const { field, value } of rejected) {
  test(`refuses ${field}: ${JSON.stringify(value).slice(0, 40)}`, async (t) => {
    const { url } = await startServer(t)
    const res = await send(url + path, 'POST', { ...sample, [field]: value })
    assert.equal(res.status, 400)
    const { errors } = (await res.json()) as { errors: { field: string }[] }
    assert.deepEqual(
      errors.map((error) => error.field),
      [field],
    )
  })
}
