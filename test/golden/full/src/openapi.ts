/** Members of an OpenAPI operation object (https://spec.openapis.org/oas/v3.1.1.html#operation-object). */
export interface Operation {
  readonly tags?: readonly string[]
  readonly description?: string
  /** Without those of the path, which follow from the pattern. */
  readonly parameters?: readonly object[]
  readonly requestBody?: object
  /** Response objects by status, without those that every route may send. */
  readonly responses?: Readonly<Record<number, object>>
}

export function jsonResponse(description: string, schema: object, headers?: object): object {
  return { description, ...(headers && { headers }), content: { 'application/json': { schema } } }
}

/** A response with problem details (RFC 9457). */
export function problemResponse(description: string): object {
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema } } }
}
