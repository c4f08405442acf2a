import { parsePattern } from '../pattern.ts'
import type { Description, RouteDescription } from './describe.ts'

const problem = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
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

/** The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html). */
export function createOpenApi({ routes, schemas }: Description): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = openApiPath(route.pattern)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'my-api', version: '0.1.0', description: 'An HTTP API on node:http' },
    servers: [{ url: '/' }],
    security: [],
    tags: [...new Set(routes.flatMap(tagsOf))].map((name) => ({ name, description: `Everything about ${name}` })),
    paths,
    components: { schemas: { Problem: problem, ...schemas } },
  }
}

function operationOf({ method, pattern, summary, responses, operation = {} }: RouteDescription): object {
  const { parameters = [], ...rest } = operation
  return {
    operationId: operationIdOf(method, pattern),
    summary,
    ...rest,
    parameters: [...pathParametersOf(pattern), ...(parameters as object[])],
    responses: { ...responses, ...commonResponses },
  }
}

function tagsOf({ operation }: RouteDescription): string[] {
  return (operation?.['tags'] ?? []) as string[]
}

// What any request may be answered, whatever it asks for.
const commonResponses = {
  '4XX': problemResponse('The request is not one that can be served'),
  '5XX': problemResponse('The server has failed'),
}

/** A response that is problem details. */
export function problemResponse(description: string): object {
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema } } }
}

/** `/todos/:id` is `/todos/{id}` in OpenAPI. */
function openApiPath(pattern: string): string {
  return pattern.replaceAll(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}')
}

function pathParametersOf(pattern: string): object[] {
  return parsePattern(pattern).names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

/** `getTodosById` for `GET /todos/:id`. */
function operationIdOf(method: string, pattern: string): string {
  const words = pattern.replaceAll(':', 'by-').split(/[^A-Za-z0-9]+/)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
