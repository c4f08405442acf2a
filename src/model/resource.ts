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

/** How resources are written and what they have to be, for the stages that read or write them. */
export interface ResourceLanguage {
  /** Reads `todos title:string done:boolean:optional`. Throws a Failure that names the part it cannot read. */
  parse(specification: string): Resource
  /** The inverse of `parse`. */
  format(resource: Resource): string
  /** Throws a Failure that names the first resource or field that could not become code. `reserved`: names that are taken. */
  check(resources: readonly Resource[], reserved: readonly string[]): void
}
