import type { Endpoint, Found } from '../http/endpoint.ts'

const names = new WeakMap<Endpoint, string>()

/**
 * Says under which name requests for an endpoint are counted. Each name costs memory, here and in Prometheus: it is a
 * text of this program, such as `/todos/:id`, and never a path that a client has made up.
 */
export function nameEndpoint(endpoint: Endpoint, name: string): void {
  names.set(endpoint, name)
}

/** `other` for files and whatever else has no name; `none` where nothing is found. */
export function nameOf(found: Found | undefined): string {
  return found ? (names.get(found.endpoint) ?? 'other') : 'none'
}
