import type { FormField } from '../http/parse-form.ts'
import { createFieldErrors } from './field-errors.ts'
import { type Rule, readText } from './fields.ts'
import type { Input } from './validate.ts'

// What a browser and the usual helpers for forms send for a checkbox, and for the hidden field beside it.
const ticked = /^(?:on|1|true)$/
const cleared = /^(?:off|0|false|)$/

/**
 * What an HTML form means by its fields: an empty input is one that was left out, a checkbox that is not ticked is
 * false, and the hidden field that many put before or after a checkbox, to send false, gives way to it.
 */
export function fromForm(fields: readonly FormField[], rules: ReadonlyMap<string, Rule>): Input {
  const input: Record<string, unknown> = Object.create(null) // a field may be called __proto__
  for (const [name, rule] of rules) if (rule.type === 'boolean') input[name] = false
  const errors = createFieldErrors()
  const seen = new Map<string, string>()
  for (const [name, text] of fields) {
    const rule = rules.get(name)
    const before = seen.get(name)
    seen.set(name, text)
    if (rule?.type === 'boolean') {
      if (cleared.test(text)) continue
      if (before !== undefined && !cleared.test(before)) errors.add(name, 'is sent more than once')
      input[name] = ticked.test(text) || text
      continue
    }
    if (before !== undefined) errors.add(name, 'is sent more than once')
    if (text !== '') input[name] = rule ? readText(rule, withOffset(rule, text)) : text
  }
  errors.throwIfAny('The body')
  return input
}

/** An input of type datetime-local sends no offset, and often no seconds: its time is taken as UTC. */
function withOffset({ type }: Rule, text: string): string {
  const [, minutes, seconds = ':00'] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?$/.exec(text) ?? []
  return type === 'datetime' && minutes !== undefined ? `${minutes}${seconds}Z` : text
}
