import { todoFields } from '../resources/todos.ts'
import type { Router } from '../router.ts'
import { describeResource } from './resources.ts'

/** A route, for people and for programs. */
export interface RouteDescription {
  readonly method: string
  /** As registered: `/todos/:id`. */
  readonly pattern: string
  readonly summary: string
  /** What the curl line on the page sends. */
  readonly example?: object
  /** OpenAPI response objects by status, but for those that every route may answer. */
  readonly responses: Record<string, object>
  /** What else an OpenAPI operation object has, but for the summary and the parameters of the path. */
  readonly operation?: Readonly<Record<string, unknown>>
}

export interface Description {
  readonly routes: readonly RouteDescription[]
  /** JSON Schemas that the operations refer to. */
  readonly schemas: Readonly<Record<string, object>>
}

/**
 * Describes every route there is. One that nobody has described here is listed all the same, with what its pattern
 * tells.
 */
export function describeRoutes(router: Router): Description {
  const parts: Description[] = []
  parts.push(describeResource('todos', 'Todo', todoFields))
  const described = parts.flatMap((part) => part.routes)
  const known = new Map(described.map((route) => [`${route.method} ${route.pattern}`, route]))
  const routes = router.list().map((line) => known.get(line) ?? describeByPattern(line))
  const answer = (description: string, status: string) => {
    const timestamp = { type: 'string', format: 'date-time' }
    const properties = { status: { const: status }, uptime: { type: 'number' }, timestamp }
    const schema = { type: 'object', required: Object.keys(properties), properties }
    return { description, content: { 'application/json': { schema } } }
  }
  const works = { 200: answer('The process is running', 'ok') }
  const ready = { 200: answer('Ready for requests', 'ok'), 503: answer('The server is stopping', 'error') }
  routes.push(
    { method: 'GET', pattern: '/health', summary: 'Liveness of the process', responses: works },
    { method: 'GET', pattern: '/ready', summary: 'Readiness for requests', responses: ready },
  )
  return { routes, schemas: Object.assign({}, ...parts.map((part) => part.schemas)) }
}

function describeByPattern(line: string): RouteDescription {
  const [method = '', pattern = ''] = line.split(' ')
  return { method, pattern, summary: line, responses: { default: { description: 'Any answer' } } }
}
