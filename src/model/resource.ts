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
] as const

export type FieldType = (typeof fieldTypes)[number]

/** One field of a resource. `values` holds the members of an enum and is empty for every other type. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly optional: boolean
  readonly unique: boolean
  readonly values: readonly string[]
}

/** A collection the API serves. `name` is the plural as typed (`blog-posts`), `singular` its counterpart (`blog-post`). */
export interface Resource {
  readonly name: string
  readonly singular: string
  readonly fields: readonly Field[]
}
