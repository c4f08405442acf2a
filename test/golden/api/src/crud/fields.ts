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
}

/** One rule for each field of an item; `id` has none, because nobody can set it. */
export type Fields<Item extends Stored> = { readonly [Name in keyof Draft<Item>]-?: Rule }

/** Why the field cannot hold the value, or undefined when it can. Nothing is coerced. */
export function faultOf(rule: Rule, value: unknown): string | undefined {
  switch (rule.type) {
    case 'string':
      return typeof value === 'string' ? undefined : 'must be a string'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : 'must be a whole number'
    case 'number':
      return Number.isFinite(value) ? undefined : 'must be a number'
    case 'enum':
      return rule.values?.includes(value as string) ? undefined : `must be one of ${rule.values?.join(', ')}`
    default: {
      const { matches, words } = formats[rule.type]
      return typeof value === 'string' && matches(value) ? undefined : `must be ${words}`
    }
  }
}

/** The value that a form or a query means by a text; what cannot be read stays text, for faultOf to find. */
export function readText(rule: Rule, text: string): Scalar {
  if (rule.type === 'integer' || rule.type === 'number') {
    return /^-?\d{1,17}(\.\d{1,17})?(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : text
  }
  // A browser sends "on" for a checkbox.
  if (rule.type === 'boolean' && /^(true|false|on)$/.test(text)) return text !== 'false'
  return text
}

/** A number or text that orders values of a field: datetimes by their instant, whatever their offset. */
export function orderOf(rule: Rule | undefined, value: Scalar): string | number {
  if (rule?.type === 'datetime') return formats.datetime.instant(String(value)) ?? 0
  return typeof value === 'boolean' ? Number(value) : value
}
