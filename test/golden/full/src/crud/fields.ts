import { formats } from './formats.ts'
import type { Draft, Stored } from './store.ts'

export type Scalar = string | number | boolean

/** What a field may hold. */
export interface Rule {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'datetime' | 'email' | 'url' | 'uuid' | 'enum'
  readonly optional?: true
  readonly unique?: true
  /** Of an enum. */
  readonly values?: readonly string[]
  /** Of a string, an email or a URL: the most characters (code points) it may have; 10,000 by default. */
  readonly max?: number
}

/** One rule for each field of an item; `id` has none, because a client cannot set it. */
export type Fields<Item extends Stored> = { readonly [Name in keyof Draft<Item>]-?: Rule }

/** Why the field cannot hold the value, or undefined when it can. Nothing is coerced. */
export function errorOf(rule: Rule, value: unknown): string | undefined {
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : 'must be a whole number'
    case 'number':
      return Number.isFinite(value) ? undefined : 'must be a number'
    case 'enum':
      return rule.values?.includes(value as string) ? undefined : `must be one of ${rule.values?.join(', ')}`
    default:
      return typeof value === 'string' ? textError(rule.type, maxLength(rule), value) : `must be ${wordsFor(rule.type)}`
  }
}

type TextType = 'string' | keyof typeof formats

function textError(type: TextType, max: number, text: string): string | undefined {
  // The length first: a pattern is never tried on a text without bound.
  if (isLonger(text, max)) return `must be at most ${max} characters long`
  return type === 'string' || formats[type].matches(text) ? undefined : `must be ${wordsFor(type)}`
}

function wordsFor(type: TextType): string {
  return type === 'string' ? 'a string' : formats[type].words
}

/** The most characters that a text may have. Without a bound a page of a hundred items could be of any size. */
export function maxLength({ max = 10_000 }: Rule): number {
  return max
}

/** A code point is one or two UTF-16 units: most texts need not be counted. */
function isLonger(text: string, max: number): boolean {
  if (text.length <= max) return false
  return text.length > 2 * max || [...text].length > max
}

/** The value that a form or a query means by a text; what cannot be read stays text, for errorOf to report. */
export function readText(rule: Rule, text: string): Scalar {
  if (rule.type === 'integer' || rule.type === 'number') {
    return /^-?\d{1,17}(\.\d{1,17})?(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : text
  }
  // A browser sends "on" for a checkbox.
  if (rule.type === 'boolean' && /^(true|false|on)$/.test(text)) return text !== 'false'
  return text
}

/** The key by which values of a field are ordered: of a datetime its instant, so that offsets make no difference. */
export function orderOf(rule: Rule | undefined, value: Scalar): Scalar {
  return rule?.type === 'datetime' ? (formats.datetime.instant(String(value)) ?? 0) : value
}

/** The key by which values of a field are equal, made of their order: emails and UUIDs regardless of case. */
export function identityOf(rule: Rule | undefined, order: Scalar): Scalar {
  return rule?.type === 'email' || rule?.type === 'uuid' ? String(order).toLowerCase() : order
}
