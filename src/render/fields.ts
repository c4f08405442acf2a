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

/** The TypeScript type of a stored value. */
export function typescriptType(field: Field): string {
  if (field.type === 'enum') return field.values.map((value) => `'${value}'`).join(' | ')
  return typescriptTypes[field.type]
}

/** A value that the field's validation accepts. */
export function exampleOf(field: Field): JsonScalar {
  return field.type === 'enum' ? (field.values[0] as string) : examples[field.type].accepted
}

/** A value that it refuses. */
export function rejectedExampleOf(field: Field): JsonScalar {
  return field.type === 'enum' ? `${field.values.join('')}x` : examples[field.type].rejected
}
