import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

interface Schema {
  readonly properties?: Record<string, object>
  readonly required?: readonly string[]
}

interface Document {
  readonly paths: Record<string, Record<string, { responses: object }>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

function describes(path: string): void {
  test(`describes the operations of ${path}`, async (t) => {
    const { url } = await startServer(t)
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document
    assert.deepEqual(Object.keys(document.paths[path] ?? {}).sort(), ['get', 'post'])
    assert.deepEqual(Object.keys(document.paths[`${path}/{id}`] ?? {}).sort(), ['delete', 'get', 'patch', 'put'])
    const text = JSON.stringify(document)
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      assert.ok(document.components.schemas[name], `${name} is referred to and not there`)
    }
    for (const [name, { properties = {}, required = [] }] of Object.entries(document.components.schemas)) {
      for (const key of required) assert.ok(properties[key], `${key} of ${name} is required and not described`)
    }
  })
}

describes('/api/todos')
