import { maxLength, type Rule } from '../fields.ts'

const values = {
  string: { schema: { type: 'string' }, example: 'text' },
  // Beyond these bounds JavaScript cannot tell one from the next.
  integer: {
    schema: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    example: 1,
  },
  number: { schema: { type: 'number' }, example: 1.5 },
  boolean: { schema: { type: 'boolean' }, example: true },
  datetime: { schema: { type: 'string', format: 'date-time' }, example: '2026-01-31T12:00:00Z' },
  email: { schema: { type: 'string', format: 'email' }, example: 'ada@example.com' },
  url: {
    schema: { type: 'string', format: 'uri', pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' },
    example: 'https://example.com/',
  },
  uuid: { schema: { type: 'string', format: 'uuid' }, example: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
}

/** Texts whose length their rule bounds; those of the other types are short. */
const sized: ReadonlySet<Rule['type']> = new Set(['string', 'email', 'url'])

/** The JSON Schema of a field's value. */
export function valueSchema(rule: Rule): object {
  if (rule.type === 'enum') return { type: 'string', enum: rule.values }
  const { schema } = values[rule.type]
  return sized.has(rule.type) ? { ...schema, maxLength: maxLength(rule) } : schema
}

/** The JSON Schemas of an item: as answered, in a list, as sent whole, and as sent in part. And an example to send. */
export function schemasOf(type: string, rules: readonly (readonly [string, Rule])[]) {
  const properties = Object.fromEntries(rules.map(([name, rule]) => [name, valueSchema(rule)]))
  const required = rules.filter(([, rule]) => !rule.optional).map(([name]) => name)
  const patch = rules.map(([name, rule]) => [name, rule.optional ? orNull(valueSchema(rule)) : valueSchema(rule)])
  const object = { type: 'object', additionalProperties: false }
  const id = { type: 'integer', minimum: 1 }
  const ignoredId = { description: 'Ignored: the server gives it' }
  const schemas = {
    [type]: { ...object, required: ['id', ...required], properties: { id, ...properties } },
    [`${type}List`]: {
      ...object,
      required: ['data', 'page', 'limit', 'total'],
      properties: {
        data: { type: 'array', items: { $ref: `#/components/schemas/${type}` } },
        page: { type: 'integer', minimum: 1 },
        limit: { type: 'integer', minimum: 1, maximum: 100 },
        total: { type: 'integer', minimum: 0 },
      },
    },
    [`${type}Input`]: { ...object, required, properties: { id: ignoredId, ...properties } },
    [`${type}Patch`]: { ...object, properties: { id: ignoredId, ...Object.fromEntries(patch) } },
  }
  return { schemas, example: Object.fromEntries(rules.map(([name, rule]) => [name, exampleOf(rule)])) }
}

function orNull(schema: object): object {
  return { oneOf: [schema, { type: 'null' }] }
}

function exampleOf(rule: Rule): unknown {
  return rule.type === 'enum' ? rule.values?.[0] : values[rule.type].example
}
