import type { Route } from '../../http/context.ts'
import { parsePattern } from '../../http/pattern.ts'
import { type Operation, type Parameter, problemResponse, type Schema } from '../../openapi.ts'

/** An operation with all that this server knows of it. */
export interface Described extends Operation {
  readonly operationId: string
  readonly summary: string
}

export interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly object[]
  readonly security: readonly object[]
  readonly tags: readonly object[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const problem = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

/** The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html) of these routes. */
export function createOpenApi(routes: readonly Route[], basePath: string): OpenApi {
  const paths: Record<string, Record<string, Described>> = {}
  const ids = new Set<string>()
  for (const route of routes) {
    const path = openApiPath(route.pattern)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, ids) }
  }
  const schemas = Object.assign({}, ...routes.map(({ meta }) => meta.schemas))
  const tags = [...new Set(routes.flatMap(({ meta }) => (meta.operation as Operation | undefined)?.tags ?? []))]
  return {
    openapi: '3.1.1',
    info: { title: 'my-api', version: '0.1.0', description: 'An HTTP API on node:http' },
    servers: [{ url: basePath || '/' }],
    security: [],
    tags: tags.map((name) => ({ name, description: `Everything about ${name}` })),
    paths,
    components: { schemas: { Problem: problem, ...schemas } },
  }
}

export function describedBy({ paths }: OpenApi, { method, pattern }: Route): Described {
  const operation = paths[openApiPath(pattern)]?.[method.toLowerCase()]
  if (operation === undefined) throw new Error(`${method} ${pattern} is not in the document`)
  return operation
}

/** `ids`: the operation ids that are in use. */
function operationOf({ method, pattern, meta }: Route, ids: Set<string>): Described {
  const { parameters = [], responses, ...rest }: Operation = meta.operation ?? {}
  const common = { ...commonResponses }
  if (!meta.internal) Object.assign(common, { 429: problemResponse('Too many requests from one address') })
  return {
    operationId: operationIdOf(method, pattern, ids),
    summary: meta.summary ?? `${method} ${pattern}`,
    ...rest,
    parameters: [...pathParametersOf(pattern), ...parameters],
    responses: { ...(responses ?? { default: { description: 'The response' } }), ...common },
  }
}

// What every request may get, whatever it asks for.
const commonResponses = {
  '4XX': problemResponse('The request cannot be served as it is'),
  '5XX': problemResponse('The server has failed'),
}

/** `/todos/:id` is `/todos/{id}` in OpenAPI. */
function openApiPath(pattern: string): string {
  return pattern.replaceAll(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}')
}

function pathParametersOf(pattern: string): Parameter[] {
  return parsePattern(pattern).names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

/** `getTodosById` for `GET /todos/:id`, with a number where another route has that id. */
function operationIdOf(method: string, pattern: string, ids: Set<string>): string {
  const words = pattern.replaceAll(':', 'by-').split(/[^A-Za-z0-9]+/)
  const name = method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  let id = name
  for (let number = 2; ids.has(id); number += 1) id = name + number
  ids.add(id)
  return id
}
