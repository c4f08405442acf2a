import { maxLength, type Rule } from '../fields.ts'

const values = {
  string: { type: 'string', pattern: '^[^\\u0000]*$' },
  // Beyond these bounds JavaScript cannot tell one from the next.
  integer: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  datetime: { type: 'string', format: 'date-time' },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'uri', pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' },
  uuid: { type: 'string', format: 'uuid' },
}

/** Texts whose length their rule bounds; those of the other types are short. */
const sized: ReadonlySet<Rule['type']> = new Set(['string', 'email', 'url'])

/** The JSON Schema of a field's value. */
export function valueSchema(rule: Rule): object {
  if (rule.type === 'enum') return { type: 'string', enum: rule.values }
  if (rule.ref !== undefined) {
    return { ...values.integer, minimum: 1, description: `The id of an item of ${rule.ref}` }
  }
  const schema = values[rule.type]
  if (!sized.has(rule.type)) return { ...schema, ...named('minimum', rule.min), ...named('maximum', rule.max) }
  return { ...schema, ...named('minLength', rule.min), maxLength: maxLength(rule) }
}

function named(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value }
}

type NamedRule = readonly [name: string, rule: Rule]

/** The JSON Schemas of an item: as responded, in a list, as sent whole, and as sent in part. */
export function schemasOf(type: string, rules: readonly NamedRule[], example: object): Record<string, object> {
  const samples = new Map<string, unknown>(Object.entries(example))
  const settable = rules.filter(([, { setAt }]) => setAt === undefined)
  const properties = (listed: readonly NamedRule[], schemaOf: (rule: Rule) => object) =>
    Object.fromEntries(listed.map(([name, rule]) => [name, { ...notesOn(rule, samples.get(name)), ...schemaOf(rule) }]))
  const required = rules.filter(([, rule]) => !rule.optional)
  const toSend = required.filter(([, rule]) => rule.default === undefined && rule.setAt === undefined)
  const ignored = properties([['id', { type: 'integer' }], ...rules.filter(([, { setAt }]) => setAt)], () => ({
    description: 'Ignored: the server sets it',
  }))
  const object = { type: 'object', additionalProperties: false }
  const id = { type: 'integer', minimum: 1, readOnly: true }
  const data = { type: 'array', items: { $ref: `#/components/schemas/${type}` } }
  const limit = { type: 'integer', minimum: 1, maximum: 100 }
  return {
    [type]: {
      ...object,
      required: ['id', ...required.map(([name]) => name)],
      properties: { id, ...properties(rules, storedSchema) },
    },
    [`${type}List`]: {
      ...object,
      required: ['data', 'page', 'limit', 'total'],
      properties: {
        data,
        page: { type: 'integer', minimum: 1 },
        limit,
        total: { type: 'integer', minimum: 0 },
      },
    },
    [`${type}CursorPage`]: {
      ...object,
      required: ['data', 'limit', 'next'],
      properties: { data, limit, next: { type: ['string', 'null'] } },
    },
    [`${type}Input`]: {
      ...object,
      required: toSend.map(([name]) => name),
      properties: { ...properties(settable, inputSchema), ...ignored },
    },
    [`${type}Patch`]: { ...object, properties: { ...properties(settable, patchSchema), ...ignored } },
  }
}

function notesOn({ unique }: Rule, sample: unknown): object {
  return { ...(unique && { description: 'unique' }), ...(sample !== undefined && { examples: [sample] }) }
}

function storedSchema(rule: Rule): object {
  return rule.setAt === undefined ? valueSchema(rule) : { ...valueSchema(rule), readOnly: true }
}

function inputSchema(rule: Rule): object {
  return { ...valueSchema(rule), ...named('default', rule.default) }
}

function patchSchema(rule: Rule): object {
  return rule.optional ? { oneOf: [valueSchema(rule), { type: 'null' }] } : valueSchema(rule)
}
