import { formats } from './formats.ts'
import type { Draft, Stored } from './store.ts'

export type Scalar = string | number | boolean

/** What a field may hold, and where its value comes from. */
export interface Rule {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'datetime' | 'email' | 'url' | 'uuid' | 'enum'
  readonly optional?: true
  readonly unique?: true
  /** Of an enum. */
  readonly values?: readonly string[]
  /** The name of the resource, as in its path, whose id an integer holds. */
  readonly ref?: string
  /** Bounds of a number, or of the length of a string, an email or a URL in code points: by default 10,000 at most. */
  readonly min?: number
  readonly max?: number
  /** What a POST or a PUT without the field means. */
  readonly default?: Scalar
  /** The server sets it: at the creation of an item, or at each change too. What a client sends is ignored. */
  readonly setAt?: 'creation' | 'change'
}

/** One rule for each field of an item, which fits its type; `id` has none, because a client cannot set it. */
export type Fields<Item extends Stored> = {
  readonly [Name in keyof Draft<Item>]-?: Rule & RuleFor<NonNullable<Draft<Item>[Name]>> & Presence<Draft<Item>, Name>
}

type RuleFor<Value> = [Value] extends [boolean]
  ? Unbounded & { readonly type: 'boolean'; readonly default?: Value; readonly values?: never }
  : [Value] extends [number]
    ? { readonly values?: never; readonly setAt?: never } & (
        | { readonly type: 'integer' | 'number'; readonly default?: Value; readonly ref?: never }
        | { readonly type: 'integer'; readonly default?: never; readonly min?: never; readonly max?: never }
      )
    : string extends Value
      ? TextRule
      : Unbounded & { readonly type: 'enum'; readonly values: readonly Value[]; readonly default?: Value }

type Unbounded = { readonly min?: never; readonly max?: never; readonly setAt?: never; readonly ref?: never }

type TextRule = { readonly values?: never; readonly default?: string; readonly ref?: never } & (
  | { readonly type: 'string' | 'email' | 'url'; readonly setAt?: never }
  | { readonly type: 'uuid'; readonly min?: never; readonly max?: never; readonly setAt?: never }
  | { readonly type: 'datetime'; readonly min?: never; readonly max?: never }
)

/** A field that an item may be without is optional in its rule as well, and no other is. */
type Presence<Item, Name extends keyof Item> =
  Partial<Pick<Item, Name>> extends Pick<Item, Name>
    ? { readonly optional: true; readonly default?: never }
    : { readonly optional?: never }

/** Why the field cannot hold the value, or undefined when it can. Nothing is coerced. */
export function errorOf(rule: Rule, value: unknown): string | undefined {
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'integer':
      return Number.isSafeInteger(value) ? rangeError(rule, value as number) : 'must be a whole number'
    case 'number':
      return Number.isFinite(value) ? rangeError(rule, value as number) : 'must be a number'
    case 'enum':
      return rule.values?.includes(value as string) ? undefined : `must be one of ${rule.values?.join(', ')}`
    default:
      return typeof value === 'string' ? textError(rule.type, rule, value) : `must be ${wordsFor(rule.type)}`
  }
}

function rangeError({ min, max }: Rule, number: number): string | undefined {
  if (min !== undefined && number < min) return `must be at least ${min}`
  return max !== undefined && number > max ? `must be at most ${max}` : undefined
}

type TextType = 'string' | keyof typeof formats

// A lone half of a character has no form in UTF-8, and much that reads texts takes U+0000 for their end.
const unstorable = /[\0\p{Surrogate}]/u

function textError(type: TextType, rule: Rule, text: string): string | undefined {
  // The length first: a pattern is never tried on a text without bound.
  const max = maxLength(rule)
  if (isLonger(text, max)) return `must be at most ${characters(max)} long`
  if (rule.min !== undefined && !isLonger(text, rule.min - 1)) return `must be at least ${characters(rule.min)} long`
  if (unstorable.test(text)) return 'must not have U+0000 or a lone surrogate in it'
  return type === 'string' || formats[type].matches(text) ? undefined : `must be ${wordsFor(type)}`
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`
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
