import type { Rule } from '../fields.ts'
import { valueSchema } from './schemas.ts'

/** How a client gets from page to page, in words. */
export const paging =
  'A page is at most about 1 MiB: where the items asked for are larger, fewer are sent, and `page` and `limit` of ' +
  'the response are those of the shorter page. Follow its Link header, or go on with its `limit`, to miss nothing. ' +
  'A page must skip fewer than 10000 items, (page - 1) x limit. To read all, begin with an empty `cursor` ' +
  'and go on with `next` of each response as the `cursor`, with the same filters and `sort`, until it is null; ' +
  'or ask for `application/x-ndjson` or `text/csv`, without `page`, `cursor` and `limit`.'

/** The query parameters of a list, as OpenAPI parameter objects. */
export function listParameters(rules: readonly (readonly [string, Rule])[]): object[] {
  return [...pageParameters(rules), ...rules.flatMap(filterParameters)]
}

function pageParameters(rules: readonly (readonly [string, Rule])[]): object[] {
  const names = ['id', ...rules.map(([name]) => name)]
  return [
    queryParameter('page', { type: 'integer', minimum: 1, maximum: 10_000, default: 1 }),
    queryParameter('cursor', { type: 'string', maxLength: 2000 }),
    queryParameter('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }),
    queryParameter('sort', { type: 'string', enum: names.flatMap((name) => [name, `-${name}`]) }),
  ]
}

function filterParameters([name, rule]: readonly [string, Rule]): object[] {
  const { min: _min, max: _max, ref, ...asked } = rule // a list may be asked for values that no item can have
  const schema = rule.type === 'string' ? { type: 'string' } : valueSchema(asked)
  const own = queryParameter(name, schema)
  const isRanged = rule.type === 'integer' || rule.type === 'number' || rule.type === 'datetime'
  if (!isRanged || ref !== undefined) return [own]
  const tail = name.charAt(0).toUpperCase() + name.slice(1)
  return [own, queryParameter(`min${tail}`, schema), queryParameter(`max${tail}`, schema)]
}

function queryParameter(name: string, schema: object): object {
  return { name, in: 'query', schema }
}
