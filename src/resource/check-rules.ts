import { printableLine } from '../model/printable.ts'
import type { Field, FieldType, FieldValue } from '../model/resource.ts'
import { formats } from './formats.ts'
import { longestDefault, longestLength, usualLength } from './limits.ts'

type Refuse = (why: string) => Error

/** Throws what `refuse` makes of a range that its field cannot have. */
export function checkRange({ type, min, max }: Field, refuse: Refuse): void {
  const bounds = [min, max].filter((bound) => bound !== undefined)
  if (bounds.length === 0) return
  const range = `(${min ?? ''}..${max ?? ''})`
  if (type !== 'string' && type !== 'integer' && type !== 'number') {
    throw refuse(`its range ${range} is for a string, an integer or a number, and its type is ${type}`)
  }
  const odd = bounds.find((bound) => !isBound(type, bound))
  if (odd !== undefined) throw refuse(`its range ${range} has the bound ${odd}, which is not ${boundWords[type]}`)
  const least = min ?? Number.NEGATIVE_INFINITY
  const most = max ?? (type === 'string' ? usualLength : Number.POSITIVE_INFINITY)
  if (least <= most) return
  const usual = max === undefined ? `: a string has ${usualLength} characters at most where nothing else is said` : ''
  throw refuse(`its range ${range} is empty${usual}`)
}

const boundWords = {
  string: `a length from 0 to ${longestLength}`,
  integer: 'a whole number that JavaScript holds exactly',
  number: 'a number that JavaScript holds',
}

function isBound(type: 'string' | 'integer' | 'number', bound: number): boolean {
  if (type === 'number') return Number.isFinite(bound)
  return Number.isSafeInteger(bound) && (type === 'integer' || (bound >= 0 && bound <= longestLength))
}

/** Throws what `refuse` makes of a default that its field would not accept, or that makes no sense in it. */
export function checkDefault(field: Field, refuse: Refuse): void {
  if (field.default === undefined) return
  const shown = `its default ${printableLine(JSON.stringify(field.default))}`
  if (field.optional) throw refuse(`${shown} applies whenever the field is left out; leave out optional`)
  if (field.unique)
    throw refuse(`${shown} leaves room for one object, as the field is unique; leave out one of the two`)
  const error = errorOf(field, field.default)
  if (error !== undefined) throw refuse(`${shown} would be refused: it ${error}`)
  if (typeof field.default !== 'string') return
  if (field.default.length > longestDefault) throw refuse(`its default has more than ${longestDefault} characters`)
  // A default is a part of a word in a specification, and is written into the source of the project.
  if (/\s/.test(field.default) || printableLine(field.default) !== field.default) {
    throw refuse(`${shown} has a space or another character that --resource cannot hold`)
  }
}

/** What the project itself would say of the value. */
function errorOf({ type, values, min, max }: Field, value: FieldValue): string | undefined {
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : 'must be true or false'
  if (type === 'integer' || type === 'number' || type === 'ref') {
    const fits = type === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value)
    if (!fits) return `must be ${boundWords[type === 'number' ? 'number' : 'integer']}`
    return boundsError(value as number, min, max, String)
  }
  if (type === 'enum') return values.includes(value as string) ? undefined : `must be one of ${values.join(', ')}`
  if (typeof value !== 'string') return `must be ${wordsFor(type)}`
  const error = boundsError([...value].length, min, max ?? usualLength, inCharacters)
  if (error !== undefined) return error
  return type === 'string' || formats[type].matches(value) ? undefined : `must be ${wordsFor(type)}`
}

function boundsError(
  size: number,
  min: number | undefined,
  max: number | undefined,
  inWords: (bound: number) => string,
): string | undefined {
  if (min !== undefined && size < min) return `must be at least ${inWords(min)}`
  return max !== undefined && size > max ? `must be at most ${inWords(max)}` : undefined
}

function inCharacters(count: number): string {
  return `${count} ${count === 1 ? 'character' : 'characters'} long`
}

function wordsFor(type: Exclude<FieldType, 'boolean' | 'integer' | 'number' | 'enum' | 'ref'>): string {
  return type === 'string' ? 'a string' : formats[type].words
}
