export const fieldTypes = [
  'string',
  'integer',
  'number',
  'boolean',
  'datetime',
  'email',
  'url',
  'uuid',
  'enum',
  'ref',
] as const

export type FieldType = (typeof fieldTypes)[number]

/** The types as a specification has them. */
export const writtenTypes: readonly string[] = [...fieldTypes.slice(0, -2), 'enum=a,b', 'ref=users']

export type FieldValue = string | number | boolean

/** One field of a resource. `values` holds the members of an enum and is empty for every other type. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly optional: boolean
  readonly unique: boolean
  readonly values: readonly string[]
  /** Of a ref: the name of the resource that it refers to. */
  readonly ref?: string
  /** The bounds of a number, or of the length of a string in code points. Both are allowed themselves. */
  readonly min?: number
  readonly max?: number
  /** What a POST or a PUT without the field means. */
  readonly default?: FieldValue
}

/** The property that holds the value: `author:ref=users` is kept as `authorId`. */
export function propertyOf({ name, type }: Pick<Field, 'name' | 'type'>): string {
  return type === 'ref' ? `${name}Id` : name
}

/** A collection the API serves. `name` is the plural as typed (`blog-posts`), `singular` its counterpart (`blog-post`). */
export interface Resource {
  readonly name: string
  readonly singular: string
  readonly fields: readonly Field[]
  /** It has `createdAt` and `updatedAt` as well, which the server sets. */
  readonly timestamps?: true
}

/** The word of a specification that gives a resource `timestampNames`. */
export const timestampsWord = 'timestamps'

export const timestampNames = ['createdAt', 'updatedAt'] as const

/** How resources are written and what they have to be, for the stages that read or write them. */
export interface ResourceLanguage {
  /** Reads `todos title:string(1..200) done:boolean:default=false timestamps`. Throws a Failure that names the part it cannot read. */
  parse(specification: string): Resource
  /** The inverse of `parse`. */
  format(resource: Resource): string
  /**
   * Throws a Failure that names the first resource or field that could not become code. `reserved`: names that are
   * taken. Refs may name resources that are not among these.
   */
  check(resources: readonly Resource[], reserved: readonly string[]): void
  /** Throws a Failure for the first ref that cannot be: these are all resources of the project. */
  checkRefs(resources: readonly Resource[]): void
}

/** The same resource with its keys in one order, whatever it came from: they are stored in the project. */
export function inOrder({ name, singular, fields, timestamps }: Resource): Resource {
  return { name, singular, fields: fields.map(fieldInOrder), ...(timestamps ? { timestamps } : {}) }
}

function fieldInOrder({ name, type, optional, unique, values, ref, min, max, default: byDefault }: Field): Field {
  return {
    name,
    type,
    optional,
    unique,
    values,
    ...(ref === undefined ? {} : { ref }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
  }
}
