import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support.ts'

interface Document {
  readonly paths: Record<string, Record<string, { responses: object }>>
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, object> }> }
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
    const properties = Object.values(document.components.schemas).flatMap((schema) =>
      Object.entries(schema.properties ?? {}),
    )
    assert.deepEqual(
      properties.filter(([, schema]) => Object.keys(schema).length === 0),
      [],
    )
  })
}

describes('/api/todos')
