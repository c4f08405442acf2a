import type { Answer } from '../http/answers.ts'
import { ask, request } from '../http/connection.ts'

/** One request and the status that it must get. */
export interface Step {
  readonly line: string
  readonly status: number
  readonly headers?: readonly string[]
  readonly body?: string
}

/** How a resource is walked through. */
export interface Walked {
  readonly path: string
  /** Whole items by number; another number, another value in a unique field. */
  item(number: number): Readonly<Record<string, unknown>>
  readonly hasUnique: boolean
}

const json = 'Content-Type: application/json'
const form = 'Content-Type: application/x-www-form-urlencoded'
const stale = 'If-Match: "stale"'
const known = 'If-None-Match: *'
const large = 'Content-Length: 99999999'

/** Everything that the operations of a resource may answer but for floods and failures. It begins with an empty store. */
export function stepsOf({ path, item, hasUnique }: Walked): readonly Step[] {
  const [first, second, third] = [1, 2, 3].map((number) => JSON.stringify(item(number))) as [string, string, string]
  const asForm = new URLSearchParams(
    Object.entries(item(4)).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  const one = `${path}/1`
  const writing = (line: string, ok: string, status: number): Step[] => [
    { line, status, headers: [json], body: ok },
    { line, status: 400, headers: [json], body: '{"nope":1}' },
    { line, status: 413, headers: [json, large] },
    { line, status: 415, headers: ['Content-Type: text/plain'], body: 'a' },
  ]
  const taken = (line: string): Step[] => (hasUnique ? [{ line, status: 409, headers: [json], body: second }] : [])
  return [
    ...writing(`POST ${path}`, first, 201),
    ...writing(`POST ${path}`, second, 201),
    { line: `POST ${path}`, status: 201, headers: [form], body: asForm },
    { line: `POST ${path}`, status: 403, headers: [form, 'Sec-Fetch-Site: cross-site'], body: asForm },
    { line: `POST ${path}`, status: 412, headers: [json, stale], body: first },
    ...taken(`POST ${path}`),
    { line: `GET ${path}`, status: 200 },
    { line: `GET ${path}?page=2&limit=1&sort=-id`, status: 200 },
    { line: `GET ${path}?limit=1&cursor=`, status: 200 },
    { line: `GET ${path}?cursor=`, status: 200 },
    ...['application/x-ndjson', 'text/csv'].flatMap((type) => [
      { line: `GET ${path}?sort=-id`, status: 200, headers: [`Accept: ${type}`] },
      { line: `GET ${path}?limit=1`, status: 400, headers: [`Accept: ${type}`] },
    ]),
    { line: `GET ${path}?limit=0`, status: 400 },
    { line: `GET ${path}?cursor=x`, status: 400 },
    { line: `GET ${path}`, status: 304, headers: [known] },
    { line: `GET ${path}`, status: 412, headers: [stale] },
    { line: `GET ${one}`, status: 200 },
    { line: `GET ${one}`, status: 304, headers: [known] },
    { line: `GET ${one}`, status: 412, headers: [stale] },
    { line: `GET ${path}/99`, status: 404 },
    { line: `GET ${path}/abc`, status: 404 },
    ...writing(`PUT ${one}`, third, 200),
    { line: `PUT ${one}`, status: 403, headers: [form, 'Sec-Fetch-Site: cross-site'], body: asForm },
    { line: `PUT ${path}/99`, status: 404, headers: [json], body: third },
    { line: `PUT ${one}`, status: 412, headers: [json, stale], body: third },
    ...taken(`PUT ${one}`),
    ...writing(`PATCH ${one}`, '{}', 200),
    ...writing(`PATCH ${one}`, first, 200),
    { line: `PATCH ${path}/99`, status: 404, headers: [json], body: '{}' },
    { line: `PATCH ${one}`, status: 412, headers: [json, stale], body: '{}' },
    ...taken(`PATCH ${one}`),
    { line: `DELETE ${one}`, status: 412, headers: [stale] },
    { line: `DELETE ${one}`, status: 204 },
    { line: `DELETE ${one}`, status: 404 },
    ...[`GET ${path}`, `POST ${path}`, `GET ${one}`, `PUT ${one}`, `PATCH ${one}`, `DELETE ${one}`].flatMap(everywhere),
  ]
}

/** What any operation may answer. */
export function everywhere(line: string): readonly Step[] {
  return [
    { line, status: 417, headers: ['Expect: much'] },
    { line, status: 501, headers: ['Transfer-Encoding: gzip, chunked'] },
  ]
}

export function take(port: number, { line, headers = [], body = '' }: Step): Promise<Answer> {
  return ask(port, request(line, headers, body))
}
