import type { Field, Resource } from '../model/resource.ts'
import { singularOf } from './singular.ts'

/** The specification that `parseSpecification` reads as this very resource, with every type spelt out. */
export function formatSpecification({ name, singular, fields }: Resource): string {
  const subject = singular === singularOf(name) ? name : `${name}/${singular}`
  return [subject, ...fields.map(formatField)].join(' ')
}

function formatField({ name, type, values, optional, unique }: Field): string {
  const kind = type === 'enum' ? `enum=${values.join(',')}` : type
  return `${name}:${kind}${optional ? ':optional' : ''}${unique ? ':unique' : ''}`
}
