import { createEndpoint, type Endpoint, type Found, type Handler } from './http/endpoint.ts'
import { nameEndpoint } from './metrics/routes.ts'
import { type Params, parsePattern } from './pattern.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One segment of the tree of patterns; a request walks it by its own segments, however many routes there are. */
interface Branch {
  readonly literals: Map<string, Branch>
  param?: Branch
  route?: Route
  rest?: Route
}

interface Route {
  readonly pattern: string
  /** Of the parameters, in the order of their segments. */
  readonly names: readonly string[]
  readonly handlers: Record<string, Handler>
  endpoint: Endpoint
}

export interface Router {
  /** Adds a route. Throws for a malformed pattern and for one that is taken. */
  add<Pattern extends string>(method: Method, pattern: Pattern, handler: Handler<Params<Pattern>>): void
  /** The endpoint for the decoded segments of a path: literals beat parameters, and parameters beat a rest. */
  find(segments: readonly string[]): Found | undefined
  /** Every route as `GET /todos/:id`, in the order of their registration. */
  list(): readonly string[]
}

export function createRouter(): Router {
  const root: Branch = { literals: new Map() }
  const listed: string[] = []

  return {
    add(method, pattern, handler) {
      const route = routeAt(root, pattern)
      if (route.handlers[method]) throw new Error(`${method} ${pattern} is registered already, as ${route.pattern}`)
      // The parameters that find() collects are those that the pattern names: their type follows from it.
      route.handlers[method] = handler as Handler
      route.endpoint = createEndpoint(route.handlers)
      nameEndpoint(route.endpoint, pattern)
      listed.push(`${method} ${pattern}`)
    },
    find(segments) {
      const values: string[] = []
      const route = walk(root, segments, 0, values)
      return route && { endpoint: route.endpoint, params: nameValues(route.names, values) }
    },
    list: () => listed,
  }
}

/** Finds the pattern's place in the tree, and makes it where it is missing. */
function routeAt(root: Branch, pattern: string): Route {
  const { segments, names } = parsePattern(pattern)
  let branch = root
  for (const segment of segments) {
    if (segment.kind === 'rest') {
      branch.rest ??= createRoute(pattern, names)
      return checkNames(branch.rest, pattern, names)
    }
    branch = segment.kind === 'param' ? paramOf(branch) : literalOf(branch, segment.text)
  }
  branch.route ??= createRoute(pattern, names)
  return checkNames(branch.route, pattern, names)
}

function createRoute(pattern: string, names: readonly string[]): Route {
  return { pattern, names, handlers: {}, endpoint: createEndpoint({}) }
}

/** `/todos/:id` and `/todos/:key` are one path: what it is called must not depend on the method. */
function checkNames(route: Route, pattern: string, names: readonly string[]): Route {
  if (route.names.join() !== names.join()) throw new Error(`${pattern} names its parameters unlike ${route.pattern}`)
  return route
}

function paramOf(branch: Branch): Branch {
  branch.param ??= { literals: new Map() }
  return branch.param
}

function literalOf(branch: Branch, text: string): Branch {
  const next = branch.literals.get(text) ?? { literals: new Map() }
  branch.literals.set(text, next)
  return next
}

/** Walks the tree, literals first, and comes back for the parameter where they lead nowhere. */
function walk(branch: Branch, segments: readonly string[], depth: number, values: string[]): Route | undefined {
  const segment = segments[depth]
  if (segment === undefined) return branch.route
  const literal = branch.literals.get(segment)
  const found = literal && walk(literal, segments, depth + 1, values)
  if (found) return found
  if (branch.param && segment !== '') {
    values.push(segment)
    const beyond = walk(branch.param, segments, depth + 1, values)
    if (beyond) return beyond
    values.pop()
  }
  if (branch.rest) values.push(segments.slice(depth).join('/'))
  return branch.rest
}

/** On an object without a prototype, so that a parameter called `constructor` is just that. */
function nameValues(names: readonly string[], values: readonly string[]): Record<string, string> {
  const params: Record<string, string> = Object.create(null)
  names.forEach((name, index) => {
    params[name] = values[index] ?? ''
  })
  return params
}
