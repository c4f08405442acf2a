/** Members of an OpenAPI operation object (https://spec.openapis.org/oas/v3.1.1.html#operation-object). */
export interface Operation {
  /** The first one is its group on the docs page. */
  readonly tags?: readonly string[]
  readonly description?: string
  /** Without those of the path, which follow from the pattern. */
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content?: Content }
  /** Response objects by status, without those that every route may send. */
  readonly responses?: Readonly<Record<string, ResponseObject>>
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly description?: string
  readonly required?: boolean
  readonly schema?: Schema
}

export interface ResponseObject {
  readonly description: string
  readonly headers?: object
  readonly content?: Content
}

/** By media type. */
export type Content = Readonly<Record<string, { readonly schema?: Schema }>>

/** What the docs page reads of a JSON Schema. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly readOnly?: boolean
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly default?: unknown
  readonly examples?: readonly unknown[]
}

export function jsonResponse(description: string, schema: Schema, headers?: object): ResponseObject {
  return { description, ...(headers && { headers }), content: { 'application/json': { schema } } }
}

/** A response with problem details (RFC 9457). */
export function problemResponse(description: string): ResponseObject {
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema } } }
}
