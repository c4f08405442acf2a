import { HttpError } from '../http/errors.ts'
import { type Cursor, decodeCursor, notItsCursor } from './cursor.ts'
import { createFieldErrors } from './field-errors.ts'
import { errorOf, type Rule, readText } from './fields.ts'
import type { Filter, ListQuery } from './store.ts'

export const defaultLimit = 20
const maxLimit = 100
const mostParameters = 1000

/** A page costs what it skips, so this bounds how many items can come before it. */
export const mostSkipped = 10_000

/** `page` or `cursor`, `limit`, `sort` and a filter for each field. */
export interface ListRequest extends ListQuery {
  readonly page: number
  /** Where the page begins; `start` for the first one. Undefined: the client asks by `page`. */
  readonly cursor: Cursor | 'start' | undefined
}

// An export has all items, so these have no meaning for it.
const pageParameters = ['page', 'limit', 'cursor']

/** Makes the function that reads the query of a list. It throws a 400 that names each parameter that is wrong. */
export function createListReader(fields: object) {
  const filters = filtersOf(fields)
  const rules = new Map<string, Rule>(Object.entries(fields))
  const sortable = new Set(['id', ...rules.keys()])

  return (query: string, client: ListQuery['client'], isExport: boolean): ListRequest => {
    if (query.length >= mostParameters && query.split('&', mostParameters + 1).length > mostParameters) {
      throw new HttpError(400, `The query has more than ${mostParameters} parameters`)
    }
    const errors = createFieldErrors()
    const found: Filter[] = []
    const seen = new Set<string>()
    let [page, limit] = [1, defaultLimit]
    let sort: ListQuery['sort']
    let cursorText: string | undefined
    for (const [name, text] of new URLSearchParams(query)) {
      const error = seen.has(name) ? 'is given more than once' : read(name, text)
      if (error !== undefined) errors.add(name, error)
      seen.add(name)
    }
    const offset = (page - 1) * limit
    if (offset >= mostSkipped) {
      errors.add('page', `must skip fewer than ${mostSkipped} items: page by cursor, from ?cursor= on`)
    }
    let cursor: ListRequest['cursor']
    if (cursorText !== undefined) {
      cursor = cursorText === '' ? 'start' : decodeCursor(cursorText, sort && rules.get(sort.field))
      if (cursor === undefined) errors.add('cursor', notItsCursor)
      else if (seen.has('page')) errors.add('cursor', 'cannot be combined with page')
    }
    errors.throwIfAny('The query')
    return { filters: found, sort, page, limit, offset, cursor, client }

    /** Reads one parameter, and returns what is wrong with it. */
    function read(name: string, text: string): string | undefined {
      if (isExport && pageParameters.includes(name)) return 'is not a parameter of an export, which has all items'
      if (name === 'page') {
        page = wholeNumber(text, 1_000_000_000)
        return page > 0 ? undefined : 'must be a whole number from 1'
      }
      if (name === 'limit') {
        limit = wholeNumber(text, maxLimit)
        return limit > 0 ? undefined : `must be a whole number from 1 to ${maxLimit}`
      }
      if (name === 'cursor') {
        cursorText = text
        return undefined
      }
      if (name === 'sort') {
        const field = text.replace(/^-/, '')
        sort = { field, descending: text.startsWith('-') }
        return sortable.has(field)
          ? undefined
          : `must be one of ${[...sortable].join(', ')}, with - before it for descending order`
      }
      const filter = filters.get(name)
      if (filter === undefined) return 'is not a parameter of this list'
      const value = readText(filter.rule, text)
      found.push({ field: filter.field, operator: filter.operator, value })
      return filter.operator === 'contains' ? undefined : errorOf(filter.rule, value)
    }
  }
}

interface FilterParameter {
  readonly field: string
  readonly operator: Filter['operator']
  readonly rule: Rule
}

/** The parameters that filter: `title`, and `minPrice` and `maxPrice` too for what has an order. */
function filtersOf(fields: object): ReadonlyMap<string, FilterParameter> {
  const filters = new Map<string, FilterParameter>()
  for (const [field, ruleOfField] of Object.entries(fields) as [string, Rule][]) {
    // A value that no item can have finds none; it is not an error.
    const { min: _min, max: _max, ...rule } = ruleOfField
    filters.set(field, { field, operator: rule.type === 'string' ? 'contains' : 'equals', rule })
    if (rule.ref !== undefined) continue // ids have no range that means something
    if (rule.type !== 'integer' && rule.type !== 'number' && rule.type !== 'datetime') continue
    const tail = field.charAt(0).toUpperCase() + field.slice(1)
    filters.set(`min${tail}`, { field, operator: 'min', rule })
    filters.set(`max${tail}`, { field, operator: 'max', rule })
  }
  return filters
}

/** 0 for anything else, and for what is above the maximum. */
function wholeNumber(text: string, max: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0
  return number <= max ? number : 0
}
