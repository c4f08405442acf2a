import type { Rule } from '../crud/fields.ts'
import type { Description, RouteDescription } from './describe.ts'
import { problemResponse } from './openapi.ts'
import { listParameters, paging } from './parameters.ts'
import { schemasOf } from './schemas.ts'

/** The six routes of a resource and its schemas. `name`: the collection's; `type`: that of an item. */
export function describeResource(name: string, type: string, fields: object): Description {
  const rules = Object.entries(fields) as [string, Rule][]
  const [collection, item] = [`/api/${name}`, `/api/${name}/:id`]
  const { schemas, example } = schemasOf(type, rules)
  const answer = (status: number, headers: object = {}) => ({ [status]: itemResponse(type, headers) })
  const taken = rules.some(([, rule]) => rule.unique) ? problems(409) : {}
  const writing = { ...problems(400, 413, 415), ...taken }
  const whole = bodyOf(`${type}Input`, 'application/json', 'application/x-www-form-urlencoded')
  const tags = [name]

  const routes: RouteDescription[] = [
    {
      method: 'GET',
      pattern: collection,
      summary: `Lists ${name}, a page at a time`,
      responses: { 200: listResponse(type), ...notModified, ...problems(400, 412) },
      operation: { tags, description: paging, parameters: listParameters(rules) },
    },
    {
      method: 'POST',
      pattern: collection,
      summary: 'Creates an item',
      example,
      responses: { ...answer(201, { ...etag, Location: textHeader }), ...writing, ...problems(403, 412) },
      operation: { tags, requestBody: whole },
    },
    {
      method: 'GET',
      pattern: item,
      summary: 'Reads an item',
      responses: { ...answer(200, etag), ...notModified, ...problems(404, 412) },
      operation: { tags },
    },
    {
      method: 'PUT',
      pattern: item,
      summary: 'Replaces an item',
      example,
      responses: { ...answer(200), ...writing, ...problems(403, 404, 412) },
      operation: { tags, requestBody: whole },
    },
    {
      method: 'PATCH',
      pattern: item,
      summary: 'Changes fields of an item; null removes an optional one',
      example: {},
      responses: { ...answer(200), ...writing, ...problems(404, 412) },
      operation: { tags, requestBody: bodyOf(`${type}Patch`, 'application/merge-patch+json', 'application/json') },
    },
    {
      method: 'DELETE',
      pattern: item,
      summary: 'Deletes an item',
      responses: { 204: { description: 'The item is deleted' }, ...problems(404, 412) },
      operation: { tags },
    },
  ]
  return { routes, schemas }
}

const textHeader = { schema: { type: 'string' } }
const linkHeader = { ...textHeader, description: 'Pages around this one, as far as they fit in 2000 bytes' }
const etag = { ETag: textHeader }
const notModified = { 304: { description: 'The client has the current version', headers: etag } }

const reasons: Record<number, string> = {
  400: 'Something in the request is not valid',
  403: 'A form from another site',
  404: 'There is no such item',
  409: 'A value that must be unique is taken',
  412: 'The current version is not the one asked for',
  413: 'The body is too large',
  415: 'The body is of a type that is not read',
}

function problems(...statuses: readonly number[]): Record<number, object> {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(reasons[status] ?? '')]))
}

function itemResponse(type: string, headers: object): object {
  const schema = { $ref: `#/components/schemas/${type}` }
  return { description: 'The item', headers, content: { 'application/json': { schema } } }
}

function listResponse(type: string): object {
  const schema = { $ref: `#/components/schemas/${type}List` }
  return { description: 'A page', headers: { ...etag, Link: linkHeader }, content: { 'application/json': { schema } } }
}

function bodyOf(type: string, ...mediaTypes: readonly string[]): object {
  const schema = { $ref: `#/components/schemas/${type}` }
  return { required: true, content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }])) }
}
