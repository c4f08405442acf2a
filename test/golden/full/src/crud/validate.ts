import { createFieldErrors, type FieldErrors } from './field-errors.ts'
import { errorOf, type Fields, type Rule } from './fields.ts'
import type { Draft, Stored } from './store.ts'

/** What a client sent, by field; nothing of it is checked yet, and it may have any name as a member of its own. */
export type Input = Readonly<Record<string, unknown>>

/** A whole item. Throws a 400 with the errors in it, by field. */
export function validate<Item extends Stored>(fields: Fields<Item>, input: Input): Draft<Item> {
  const rules = rulesOf(fields)
  const errors = errorsOf(input, rules, errorOf)
  for (const [name, rule] of rules) {
    if (!rule.optional && !Object.hasOwn(input, name)) errors.add(name, 'is required')
  }
  errors.throwIfAny('The body')
  return toDraft(rules, input)
}

/**
 * A change to an item (RFC 7396): what is sent replaces, null removes, the rest stays. Throws like `validate`, before
 * an item is chosen.
 */
export function validateMerge<Item extends Stored>(fields: Fields<Item>, input: Input): (item: Item) => Draft<Item> {
  const rules = rulesOf(fields)
  const errors = errorsOf(input, rules, (rule, value) => {
    if (value !== null) return errorOf(rule, value)
    return rule.optional ? undefined : 'is required'
  })
  errors.throwIfAny('The body')
  return (item) => {
    const merged: Record<string, unknown> = { ...item, ...input }
    for (const [name, value] of Object.entries(input)) if (value === null) delete merged[name]
    return toDraft(rules, merged)
  }
}

function rulesOf(fields: object): ReadonlyMap<string, Rule> {
  return new Map(Object.entries(fields))
}

function errorsOf(input: Input, rules: ReadonlyMap<string, Rule>, check: typeof errorOf): FieldErrors {
  const errors = createFieldErrors()
  for (const field of Object.keys(input)) {
    if (field === 'id') continue // a client may send back what it was given
    const rule = rules.get(field)
    const message = rule === undefined ? 'is not a field' : check(rule, input[field])
    if (message !== undefined) errors.add(field, message)
  }
  return errors
}

/** Each value has been checked against its rule, so the whole has the type that the rules describe. */
function toDraft<Item extends Stored>(rules: ReadonlyMap<string, Rule>, values: Input): Draft<Item> {
  const names = [...rules.keys()].filter((name) => Object.hasOwn(values, name))
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Draft<Item>
}
