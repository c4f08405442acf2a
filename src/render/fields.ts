import { maxWidth } from '../model/line-width.ts'
import { type Field, type FieldType, propertyOf } from '../model/resource.ts'
import { literal } from './template.ts'

const typescriptTypes: Record<Exclude<FieldType, 'enum'>, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  datetime: 'string',
  email: 'string',
  url: 'string',
  uuid: 'string',
  ref: 'number',
}

/** The member `name?: type` of an interface, at two spaces, broken as the formatter breaks a long union. */
export function declarationOf(field: Field): string {
  const name = `${propertyOf(field)}${field.optional ? '?' : ''}:`
  const flat = `${name} ${typescriptType(field)}`
  if (flat.length + 2 <= maxWidth || field.type !== 'enum') return flat
  return [name, ...field.values.map((value) => `    | '${value}'`)].join('\n')
}

/** The rule of a field as an object literal, at two spaces after its name, broken where it does not fit one line. */
export function ruleOf(field: Field): string {
  const members = [`type: '${field.type === 'ref' ? 'integer' : field.type}'`]
  if (field.optional) members.push('optional: true')
  if (field.unique) members.push('unique: true')
  for (const key of ['ref', 'min', 'max', 'default'] as const) {
    if (field[key] !== undefined) members.push(`${key}: ${literal(field[key])}`)
  }
  const values = field.values.map((value) => `'${value}'`)
  const flat = [...members, ...(values.length > 0 ? [`values: [${values.join(', ')}]`] : [])]
  const line = `{ ${flat.join(', ')} }`
  if (`  ${propertyOf(field)}: ${line},`.length <= maxWidth) return line
  const list = `values: [${values.join(', ')}]`
  const broken = list.length + 5 <= maxWidth ? list : `values: [\n${values.map((v) => `      ${v},\n`).join('')}    ]`
  const last = values.length > 0 ? [broken] : []
  return `{\n${[...members, ...last].map((member) => `    ${member},\n`).join('')}  }`
}

function typescriptType(field: Field): string {
  if (field.type === 'enum') return field.values.map((value) => `'${value}'`).join(' | ')
  return typescriptTypes[field.type]
}

/** Names as an array, after the start of its line: one to a line where they do not fit it. */
export function listOf(names: readonly string[], start: string): string {
  const flat = `[${names.map(literal).join(', ')}]`
  if (start.length + flat.length < maxWidth) return flat
  const indent = /^ */.exec(start)?.[0] ?? ''
  return `[\n${names.map((name) => `${indent}  ${literal(name)},\n`).join('')}${indent}]`
}
