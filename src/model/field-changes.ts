import { type Field, type FieldType, type Resource, timestampNames } from './resource.ts'

/** What is different between the fields of one resource, before and after a change; those that the server sets included. */
export interface FieldChanges {
  readonly removed: readonly Field[]
  readonly added: readonly Field[]
  /** Those of the same name. */
  readonly kept: readonly FieldPair[]
}

export interface FieldPair {
  readonly before: Field
  readonly after: Field
}

export function compareFields(before: Resource, after: Resource): FieldChanges {
  const [old, now] = [allFields(before), allFields(after)]
  const sameIn = (fields: readonly Field[], { name }: Field) => fields.find((field) => field.name === name)
  return {
    removed: old.filter((field) => sameIn(now, field) === undefined),
    added: now.filter((field) => sameIn(old, field) === undefined),
    kept: now.flatMap((after) => {
      const before = sameIn(old, after)
      return before === undefined ? [] : [{ before, after }]
    }),
  }
}

/** The server sets it, and no client sends it. */
export function isTimestamp({ name }: Field, { fields }: Resource): boolean {
  return (timestampNames as readonly string[]).includes(name) && !fields.some((field) => field.name === name)
}

/**
 * How values become those of another type: `keep`, as they are; `text`, as their decimal digits; `number`; `round`, as
 * the nearest integer. Undefined where nothing converts them.
 */
export type Conversion = 'keep' | 'text' | 'number' | 'round'

const texts: readonly FieldType[] = ['string', 'email', 'url', 'uuid', 'enum']

export function conversionOf({ before, after }: FieldPair): Conversion | undefined {
  const [from, to] = [before.type, after.type]
  if (before.ref !== after.ref) return undefined
  if (from === to || (texts.includes(from) && texts.includes(to))) return 'keep'
  if (to === 'string') return from === 'datetime' ? 'keep' : from === 'integer' ? 'text' : undefined
  if (from === 'integer' && to === 'number') return 'number'
  return from === 'number' && to === 'integer' ? 'round' : undefined
}

function allFields({ fields, timestamps }: Resource): readonly Field[] {
  const times = timestamps ? timestampNames.map((name) => ({ ...plain, name })) : []
  return [...fields, ...times]
}

const plain = { type: 'datetime', optional: false, unique: false, values: [] } as const
