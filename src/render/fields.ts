import { maxWidth } from '../model/line-width.ts'
import type { Field, FieldType } from '../model/resource.ts'

export type JsonScalar = string | number | boolean

const typescriptTypes: Record<Exclude<FieldType, 'enum'>, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  datetime: 'string',
  email: 'string',
  url: 'string',
  uuid: 'string',
}

const examples: Record<Exclude<FieldType, 'enum'>, { readonly accepted: JsonScalar; readonly rejected: JsonScalar }> = {
  string: { accepted: 'Buy milk', rejected: 5 },
  integer: { accepted: 3, rejected: 1.5 },
  number: { accepted: 9.5, rejected: '9.5' },
  boolean: { accepted: true, rejected: 'true' },
  datetime: { accepted: '2026-01-31T12:00:00Z', rejected: '2026-02-30T12:00:00Z' },
  email: { accepted: 'ada@example.com', rejected: 'ada' },
  url: { accepted: 'https://example.com/', rejected: 'example' },
  uuid: { accepted: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', rejected: '3f2504e0' },
}

/** The member `name?: type` of an interface, at two spaces, broken as the formatter breaks a long union. */
export function declarationOf(field: Field): string {
  const name = `${field.name}${field.optional ? '?' : ''}:`
  const flat = `${name} ${typescriptType(field)}`
  if (flat.length + 2 <= maxWidth || field.type !== 'enum') return flat
  return [name, ...field.values.map((value) => `    | '${value}'`)].join('\n')
}

/** The rule of a field as an object literal, at two spaces behind its name, broken where it does not fit one line. */
export function ruleOf(field: Field): string {
  const members = [`type: '${field.type}'`]
  if (field.optional) members.push('optional: true')
  if (field.unique) members.push('unique: true')
  const values = field.values.map((value) => `'${value}'`)
  const flat = [...members, ...(values.length > 0 ? [`values: [${values.join(', ')}]`] : [])]
  const line = `{ ${flat.join(', ')} }`
  if (`  ${field.name}: ${line},`.length <= maxWidth) return line
  const list = `values: [${values.join(', ')}]`
  const last = list.length + 5 <= maxWidth ? list : `values: [\n${values.map((v) => `      ${v},\n`).join('')}    ]`
  return `{\n${[...members, last].map((member) => `    ${member},\n`).join('')}  }`
}

function typescriptType(field: Field): string {
  if (field.type === 'enum') return field.values.map((value) => `'${value}'`).join(' | ')
  return typescriptTypes[field.type]
}

/** A value that the field's validation accepts. */
export function exampleOf(field: Field): JsonScalar {
  return field.type === 'enum' ? (field.values[0] as string) : examples[field.type].accepted
}

/** A value that it refuses. */
export function rejectedExampleOf(field: Field): JsonScalar {
  // No value of an enum has a space in it.
  return field.type === 'enum' ? 'no such value' : examples[field.type].rejected
}
