import { oddities, type Plain } from './oddities.ts'

/** What an odd request asks for, and what its body is. */
export interface Shape {
  readonly name: string
  readonly method: string
  readonly target: (id: string) => string
  readonly type: string
  readonly body: (id: string) => string
}

const none = (id: string) => `/none/${id}`
const json = 'application/json'
const item = (id: string) => JSON.stringify({ title: id })
/** A body that is a request itself, where a reader takes it for one. */
const smuggled = (id: string) => {
  const inner = id.replace('o', 'e')
  return `GET /none/${inner} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${inner}\r\n\r\n`
}

export const shapes: readonly Shape[] = [
  { name: 'GET with a body', method: 'GET', target: none, type: 'text/plain', body: smuggled },
  { name: 'POST that creates', method: 'POST', target: () => '/api/todos', type: json, body: item },
  { name: 'POST whose body is a request', method: 'POST', target: () => '/api/todos', type: json, body: smuggled },
  { name: 'POST whose body nobody reads', method: 'POST', target: none, type: 'text/plain', body: smuggled },
  { name: 'POST too large', method: 'POST', target: () => '/api/todos', type: json, body: large },
  { name: 'GET', method: 'GET', target: none, type: json, body: () => '' },
  { name: 'HEAD with a body', method: 'HEAD', target: none, type: 'text/plain', body: smuggled },
  { name: 'PUT', method: 'PUT', target: (id) => `/api/todos/9${id.slice(2)}`, type: json, body: item },
  { name: 'DELETE with a body', method: 'DELETE', target: none, type: json, body: item },
  { name: 'GET of a file with a body', method: 'GET', target: () => '/style.css', type: 'text/plain', body: smuggled },
]

/** How the odd request comes on its connection. */
export const positions = ['pipelined', 'alone', 'in pieces', 'first'] as const

export interface Case {
  readonly oddity: string
  readonly shape: Shape
  readonly position: (typeof positions)[number]
}

/** The odd one of a case, as bytes. */
export function oddRequest({ oddity, shape }: Case, id: string): string {
  const headers = ['Host: localhost', `X-Request-Id: ${id}`, `Content-Type: ${shape.type}`]
  const plain: Plain = { method: shape.method, target: shape.target(id), headers, body: shape.body(id) }
  const write = oddities[oddity]
  if (write === undefined) throw new Error(`unknown oddity ${oddity}`)
  return write(plain)
}

/** All of them. Each round has every oddity in every shape and, among these, in every position. */
export function* allCases(isWorthIt: (oddity: string) => boolean): Generator<Case> {
  for (const round of positions.keys()) {
    for (const [index, shape] of shapes.entries()) {
      const position = positions[(index + round) % positions.length] ?? 'first'
      for (const oddity of Object.keys(oddities).filter(isWorthIt)) yield { oddity, shape, position }
    }
  }
}

function large(id: string): string {
  return JSON.stringify({ title: id.repeat(600) })
}
