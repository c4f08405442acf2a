import { createFieldErrors, type FieldErrors } from './field-errors.ts'
import { errorOf, type Fields, type Rule, type Scalar } from './fields.ts'
import type { Stored } from './store.ts'

/** What a client sent, by field; nothing of it is checked yet, and it may have any name as a member of its own. */
export type Input = Readonly<Record<string, unknown>>

/** What is to be stored, checked against the rules: all fields but those that the server sets. */
export type Values = Readonly<Record<string, Scalar>>

/** Reads what clients send of an item. Both throw a 400 with the errors in it, by field. */
export interface Validator<Item extends Stored> {
  /** A whole item, with the defaults of what is left out. */
  whole(input: Input): Values
  /**
   * A change to an item (RFC 7396): what is sent replaces, null removes, the rest stays. Throws before an item is
   * chosen.
   */
  merge(input: Input): (item: Item) => Values
}

export function createValidator<Item extends Stored>(fields: Fields<Item>): Validator<Item> {
  const rules = new Map<string, Rule>(Object.entries(fields))
  const settable = [...rules].filter(([, { setAt }]) => setAt === undefined)
  const required = settable.filter(([, rule]) => !rule.optional && rule.default === undefined)
  const defaults = settable.flatMap(([name, rule]) => (rule.default === undefined ? [] : [[name, rule.default]]))
  const defaultValues: Input = Object.fromEntries(defaults)

  return {
    whole(input) {
      const errors = errorsOf(input, errorOf)
      for (const [name] of required) if (!Object.hasOwn(input, name)) errors.add(name, 'is required')
      errors.throwIfAny('The body')
      return valuesOf({ ...defaultValues, ...input })
    },

    merge(input) {
      const errors = errorsOf(input, (rule, value) => {
        if (value !== null) return errorOf(rule, value)
        return rule.optional ? undefined : 'is required'
      })
      errors.throwIfAny('The body')
      return (item) => {
        const merged: Record<string, unknown> = { ...item, ...input }
        for (const [name, value] of Object.entries(input)) if (value === null) delete merged[name]
        return valuesOf(merged)
      }
    },
  }

  function errorsOf(input: Input, check: typeof errorOf): FieldErrors {
    const errors = createFieldErrors()
    for (const field of Object.keys(input)) {
      const rule = rules.get(field)
      // A client may send back what it was given.
      if (field === 'id' || rule?.setAt !== undefined) continue
      const message = rule === undefined ? 'is not a field' : check(rule, input[field])
      if (message !== undefined) errors.add(field, message)
    }
    return errors
  }

  /** Each value has been checked against its rule. */
  function valuesOf(input: Input): Values {
    const names = settable.map(([name]) => name).filter((name) => Object.hasOwn(input, name))
    return Object.fromEntries(names.map((name) => [name, input[name] as Scalar]))
  }
}
