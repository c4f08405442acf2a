import type { Field, FieldType, FieldValue, Resource } from '../model/resource.ts'
import { wordsOf } from '../model/words.ts'
import { byField, byResource, instants, numbers, person, pictureWords, type Samples } from './sample-words.ts'
import { literal } from './template.ts'

const usual: Readonly<Record<Exclude<FieldType, 'enum' | 'string' | 'integer' | 'number'>, FieldValue>> = {
  boolean: true,
  datetime: '2026-01-31T12:00:00Z',
  email: 'ada@example.com',
  url: 'https://example.com/',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  ref: 1, // the first item of the resource, which has to be created before
}

/** A value that the field's validation accepts, that fits its name, and is not its default where another can be found. */
export function sampleOf(field: Field, resource: Pick<Resource, 'singular'>): FieldValue {
  switch (field.type) {
    case 'boolean':
      return field.default === undefined ? usual.boolean : !field.default
    case 'enum':
      return (field.values.find((value) => value !== field.default) ?? field.values[0]) as string
    case 'integer':
      return numberIn(field, Math.round(numberFor(field) ?? 3))
    case 'number':
      return numberIn(field, numberFor(field) ?? 9.5)
    case 'string':
      return textIn(field, textFor(field, resource))
    case 'datetime':
      return lastOf(instants, wordsOf(field.name)) ?? usual.datetime
    case 'url':
      return wordsOf(field.name).some((word) => pictureWords.test(word)) ? `${usual.url}photo.jpg` : usual.url
    default:
      return usual[field.type]
  }
}

type Bounds = Pick<Field, 'min' | 'max'>
type Variable = Pick<Field, 'type' | 'values'> & Bounds

/** The sample of a field, and other values that it accepts for each `n` from 1 on, as far as there are others. */
export function variantOf(field: Variable, sample: FieldValue, n: number): FieldValue {
  if (n === 0 || field.type === 'ref') return sample
  if (typeof sample === 'boolean') return n % 2 === 0 ? sample : !sample
  if (typeof sample === 'number') {
    return [sample + n, sample - n].find((candidate) => candidate === within(field, candidate)) ?? sample
  }
  switch (field.type) {
    case 'enum':
      return field.values[(field.values.indexOf(sample) + n) % field.values.length] ?? sample
    case 'datetime':
      return new Date(Date.parse(sample) + n * 86_400_000).toISOString()
    case 'email':
      return sample.replace('@', `${n + 1}@`)
    case 'url':
      return `${sample}?${n + 1}`
    case 'uuid':
      return `${sample.slice(0, -1)}${(n + 1) % 10}`
    default: {
      const end = ` ${n + 1}`
      return fitting(
        field,
        `${sample.slice(0, Math.max(1, (field.max ?? Number.POSITIVE_INFINITY) - end.length))}${end}`,
      )
    }
  }
}

/** A sample as an expression of TypeScript. A text that must be long is none to read: it fits no line of its own. */
export function codeOf(sample: FieldValue): string {
  return typeof sample === 'string' && sample.length > 60 ? `'x'.repeat(${sample.length})` : literal(sample)
}

/** Values that it refuses, as expressions of TypeScript: of another type, beyond each bound, and the id of nothing. */
export function rejectedBy(field: Field): readonly string[] {
  return [literal(ofAnotherType(field)), ...(field.type === 'ref' ? ['999'] : beyond(field))]
}

function ofAnotherType({ type }: Field): FieldValue {
  if (type === 'string') return 5
  if (type === 'integer' || type === 'ref') return 1.5
  if (type === 'number') return '9.5'
  if (type === 'boolean') return 'true'
  if (type === 'datetime') return '2026-02-30T12:00:00Z'
  return 'no such value'
}

function beyond({ type, min, max }: Field): string[] {
  if (type !== 'string') {
    // A number so large that one more is the same cannot be tried.
    const below = min !== undefined && min - 1 < min ? [min - 1] : []
    const above = max !== undefined && max + 1 > max ? [max + 1] : []
    return [...below, ...above].map(literal)
  }
  const tooShort = min === undefined || min === 0 ? [] : [min - 1]
  const tooLong = max === undefined ? [] : [max + 1]
  return [...tooShort, ...tooLong].map((length) => (length === 0 ? `''` : `'x'.repeat(${length})`))
}

function textFor(field: Field, { singular }: Pick<Resource, 'singular'>): string {
  const { name } = field
  const words = wordsOf(name)
  const subject = wordsOf(singular)
  if (/^(?:name|title|label)$/.test(name)) {
    const known = lastOf(byResource, subject)
    if (name === 'title' && known === person) return 'Dr'
    return known ?? (name === 'name' ? capitalized(`blue ${subject.join(' ')}`) : 'First steps')
  }
  const known = byField[words.join('')] ?? lastOf(byField, words)
  if (known !== undefined) return known
  const ofWhat = words.at(-1) === 'name' || words.at(-1) === 'title' ? words.slice(0, -1) : []
  const text = lastOf(byField, ofWhat) ?? lastOf(byResource, ofWhat) ?? numberFor(field)
  return String(text ?? capitalized(`some ${words.join(' ')}`))
}

function numberFor({ name }: Field): number | undefined {
  return wordsOf(name)
    .map((word) => numbers.get(word))
    .findLast((number) => number !== undefined)
}

function lastOf(samples: Samples, words: readonly string[]): string | undefined {
  return words.map((word) => samples[word]).findLast((sample) => sample !== undefined)
}

function numberIn(field: Field, number: number): number {
  const inside = [number, number + 1, number - 1].map((candidate) => within(field, candidate))
  return inside.find((candidate) => candidate !== field.default) ?? within(field, number)
}

function textIn(field: Field, text: string): string {
  const fit = fitting(field, text)
  return fit === field.default ? fitting(field, `Other ${text}`) : fit
}

function within({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds, number: number): number {
  return Math.min(Math.max(number, min), max)
}

/** Cut or repeated to a length that the field accepts. */
function fitting({ min = 0, max = Number.POSITIVE_INFINITY }: Bounds, sample: string): string {
  const cut = sample.slice(0, Math.min(max, sample.length)).trimEnd()
  return cut.length < min ? sample.repeat(Math.ceil(min / sample.length)).slice(0, min) : cut
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
