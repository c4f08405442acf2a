import type { Context, Endpoint, Handler, Route, RouteMeta } from './context.ts'
import { type Params, parsePattern } from './pattern.ts'
import { createEndpoint, setEndpoint } from './route.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One segment of the tree of patterns. A request follows it by its own segments, however many routes there are. */
interface Branch {
  readonly literals: Map<string, Branch>
  param?: Branch
  place?: Place
  rest?: Place
}

/** Where a pattern ends. */
interface Place {
  readonly pattern: string
  /** Of the parameters, in the order of their segments. */
  readonly names: readonly string[]
  endpoint: Endpoint
}

export interface Router {
  /**
   * Adds a route; the order does not matter. Throws for a malformed pattern, and for a route that is there already,
   * unless one of the two is a fallback.
   */
  add<Pattern extends string>(
    method: Method,
    pattern: Pattern,
    handler: Handler<Params<Pattern>>,
    meta?: RouteMeta,
  ): void
  /** Sets the endpoint of a request, its route and parameters: literals before parameters, parameters before a rest. */
  match(ctx: Context): void
  /** Every route, in the order in which they were added. */
  list(): readonly Route[]
}

export function createRouter(): Router {
  const root: Branch = { literals: new Map() }
  let routes: readonly Route[] = []

  return {
    add(method, pattern, handler, meta = {}) {
      const place = placeOf(root, pattern)
      const known = place.endpoint.routes.get(method)
      if (known && meta.fallback) return
      if (known && !known.meta.fallback) {
        throw new Error(`${method} ${pattern} is registered already, as ${known.pattern}`)
      }
      // The parameters that match() collects are those that the pattern names: their type follows from it.
      const route: Route = { method, pattern, handler: handler as Handler, meta }
      const others = [...place.endpoint.routes.values()].filter((other) => other !== known)
      place.endpoint = createEndpoint([...others, route])
      routes = [...routes.filter((other) => other !== known), route]
    },
    match(ctx) {
      const values: string[] = []
      const place = find(root, ctx.target.segments, 0, values)
      if (place) setEndpoint(ctx, place.endpoint, nameValues(place.names, values))
    },
    list: () => routes,
  }
}

/** Finds the place of a pattern in the tree, and makes it where it is missing. */
function placeOf(root: Branch, pattern: string): Place {
  const { segments, names } = parsePattern(pattern)
  let branch = root
  for (const segment of segments) {
    if (segment.kind === 'rest') {
      branch.rest ??= createPlace(pattern, names)
      return checkNames(branch.rest, pattern, names)
    }
    branch = segment.kind === 'param' ? paramOf(branch) : literalOf(branch, segment.text)
  }
  branch.place ??= createPlace(pattern, names)
  return checkNames(branch.place, pattern, names)
}

function createPlace(pattern: string, names: readonly string[]): Place {
  return { pattern, names, endpoint: createEndpoint([]) }
}

/** `/todos/:id` and `/todos/:key` are one path, so its parameters have the same names for every method. */
function checkNames(place: Place, pattern: string, names: readonly string[]): Place {
  if (place.names.join() !== names.join()) throw new Error(`${pattern} names its parameters unlike ${place.pattern}`)
  return place
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

/** Searches the tree, literals first, and tries the parameter where they lead nowhere. */
function find(branch: Branch, segments: readonly string[], depth: number, values: string[]): Place | undefined {
  const segment = segments[depth]
  if (segment === undefined) return branch.place
  const literal = branch.literals.get(segment)
  const exact = literal && find(literal, segments, depth + 1, values)
  if (exact) return exact
  if (branch.param && segment !== '') {
    values.push(segment)
    const found = find(branch.param, segments, depth + 1, values)
    if (found) return found
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
