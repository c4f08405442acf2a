import type { RouteMeta } from '../../http/context.ts'
import { jsonResponse, problemResponse } from '../../openapi.ts'
import type { Rule } from '../fields.ts'
import { listParameters, paging } from './parameters.ts'
import { schemasOf } from './schemas.ts'

/**
 * The metadata of the routes of a resource. `path`: of the collection; `type`, `example`: of an item; `referredBy`: the
 * resources that refer to it.
 */
export function describeCrudRoutes(
  path: string,
  type: string,
  fields: object,
  example: object = {},
  referredBy: readonly string[] = [],
) {
  const rules = Object.entries(fields) as [string, Rule][]
  const name = path.slice(path.lastIndexOf('/') + 1)
  const schemas = schemasOf(type, rules, example)
  const item = (status: number, headers: object = {}) => ({
    [status]: jsonResponse('The item', { $ref: `#/components/schemas/${type}` }, headers),
  })
  const conflicts = rules.some(([, rule]) => rule.unique) ? problems(409) : {}
  const writing = { ...problems(400, 413, 415), ...conflicts }
  const whole = bodyOf(`${type}Input`, 'application/json', 'application/x-www-form-urlencoded')
  const part = bodyOf(`${type}Patch`, 'application/merge-patch+json', 'application/json')
  const tags = [name]

  const listing = {
    tags,
    description: paging,
    parameters: listParameters(rules),
    responses: { 200: listResponse(type), ...notModified, ...problems(400, 412) },
  }

  return {
    list: { summary: `Lists ${name}, a page at a time`, schemas, operation: listing },
    nested: (parent: string) => ({
      summary: `Lists ${name} that refer to one of ${parent}, a page at a time`,
      operation: { ...listing, responses: { ...listing.responses, ...problems(404) } },
    }),
    create: {
      summary: 'Creates an item',
      example,
      operation: {
        tags,
        requestBody: whole,
        responses: { ...item(201, { ...etag, Location: textHeader }), ...writing, ...problems(403, 412) },
      },
    },
    read: {
      summary: 'Reads an item',
      operation: { tags, responses: { ...item(200, etag), ...notModified, ...problems(404, 412) } },
    },
    replace: {
      summary: 'Replaces an item',
      example,
      operation: {
        tags,
        requestBody: whole,
        responses: { ...item(200, etag), ...writing, ...problems(403, 404, 412) },
      },
    },
    merge: {
      summary: 'Changes fields of an item; null removes an optional one',
      example: Object.fromEntries(Object.entries(example).slice(0, 1)),
      operation: {
        tags,
        requestBody: part,
        responses: { ...item(200, etag), ...writing, ...problems(404, 412) },
      },
    },
    remove: {
      summary: 'Deletes an item',
      operation: {
        tags,
        responses: { 204: { description: 'The item is deleted' }, ...referred(referredBy), ...problems(404, 412) },
      },
    },
  } satisfies Record<string, RouteMeta | ((parent: string) => RouteMeta)>
}

const textHeader = { schema: { type: 'string' } }
const linkHeader = {
  ...textHeader,
  required: false,
  description: 'Pages around this one, as far as they fit in 2000 bytes; by cursor the next one, where there is one',
}
const etag = { ETag: textHeader }
const notModified = { 304: { description: 'The client has the current version', headers: etag } }

const reasons: Record<number, string> = {
  400: 'Something in the request is not valid',
  403: 'A form from another site',
  404: 'There is no item with this id',
  409: 'A value that must be unique is already in use',
  412: 'The current version is not the one asked for',
  413: 'The body is too large',
  415: 'The media type of the body is not supported',
}

function referred(by: readonly string[]): Record<number, object> {
  return by.length === 0 ? {} : { 409: problemResponse(`Items of ${by.join(', ')} refer to the item`) }
}

function problems(...statuses: readonly number[]): Record<number, object> {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(reasons[status] ?? '')]))
}

function listResponse(type: string): object {
  const pages = ['List', 'CursorPage'].map((kind) => ({ $ref: `#/components/schemas/${type}${kind}` }))
  const text = { schema: { type: 'string' } }
  return {
    description: 'A page, or all items as lines of JSON or as CSV',
    headers: { ETag: { ...textHeader, required: false }, Link: linkHeader, Vary: textHeader },
    content: { 'application/json': { schema: { oneOf: pages } }, 'application/x-ndjson': text, 'text/csv': text },
  }
}

function bodyOf(type: string, ...mediaTypes: readonly string[]): object {
  const schema = { $ref: `#/components/schemas/${type}` }
  return { required: true, content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }])) }
}
