import { escapeHtml } from '../../http/html.ts'
import type { Schema } from '../../openapi.ts'

/** The schemas that routes refer to by name. Each is shown where it is referred to first, and linked to after that. */
export interface SchemaList {
  /** Tables of what a schema refers to, and has not been shown yet. */
  tables(schema: Schema): string
}

export function createSchemaList(schemas: Readonly<Record<string, Schema>>): SchemaList {
  const shown = new Set<string>()

  function tables(schema: Schema): string {
    const name = nameOf(schema)
    const named = schemas[name]
    if (named && !shown.has(name)) {
      shown.add(name)
      return `<h4 id="schema-${escapeHtml(name)}">${escapeHtml(name)}</h4>\n${fieldTable(named)}\n${tables(named)}`
    }
    const { items, properties = {} } = schema
    return [...(items ? [items] : []), ...choicesOf(schema), ...Object.values(properties)].map(tables).join('')
  }

  return { tables }
}

/** The fields of an object, a row each. */
export function fieldTable({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, schema]) => {
    const presence = required.includes(name) && !schema.readOnly ? ['required'] : []
    const [example] = schema.examples ?? []
    return [codeOf(name), typeOf(schema), rulesOf(schema, presence), example === undefined ? '' : valueText(example)]
  })
  return table(['Field', 'Type', 'Rules', 'Example'], rows)
}

/** `rows`: as HTML, the first cell of each its heading. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map(([first = '', ...others]) => {
    const cells = others.map((cell) => `<td>${cell}</td>`)
    return `<tr><th scope="row">${first}</th>${cells.join('')}</tr>`
  })
  const head = headings.map((heading) => `<th scope="col">${heading}</th>`)
  return `<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`
}

/** The type in a few words, with links to what has a name. */
export function typeOf(schema: Schema): string {
  const name = nameOf(schema)
  if (name !== '') return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`
  if (schema.items) return `array of ${typeOf(schema.items)}`
  if (schema.const !== undefined) return valueText(schema.const)
  if (schema.enum) return `one of ${schema.enum.map(valueText).join(', ')}`
  if (schema.format) return escapeHtml(schema.format)
  const types = [schema.type ?? []].flat().map(escapeHtml)
  return [...types, ...choicesOf(schema).map(typeOf)].join(' or ')
}

export function rulesOf(schema: Schema, more: readonly string[] = []): string {
  const { description, readOnly, default: value } = schema
  const rules = [
    ...more,
    ...(readOnly ? ['set by the server'] : []),
    ...(description === undefined ? [] : [escapeHtml(description)]),
    ...rangeOf(schema.minLength, schema.maxLength, 'characters'),
    ...rangeOf(bound(schema.minimum), bound(schema.maximum), ''),
    ...choicesOf(schema).flatMap((choice) => rulesOf(choice) || []),
    ...(value === undefined ? [] : [`default ${valueText(value)}`]),
  ]
  return rules.join('; ')
}

/** Every whole number that JavaScript has is no bound to tell people of. */
function bound(number: number | undefined): number | undefined {
  return number !== undefined && Math.abs(number) < Number.MAX_SAFE_INTEGER ? number : undefined
}

function rangeOf(min: number | undefined, max: number | undefined, unit: string): string[] {
  if (min === undefined && max === undefined) return []
  if (min === undefined) return [`at most ${max} ${unit}`.trim()]
  if (max === undefined) return [`at least ${min} ${unit}`.trim()]
  return [`${min} to ${max} ${unit}`.trim()]
}

function choicesOf({ oneOf = [], anyOf = [] }: Schema): readonly Schema[] {
  return [...oneOf, ...anyOf]
}

function nameOf({ $ref = '' }: Schema): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}

function valueText(value: unknown): string {
  return codeOf(typeof value === 'string' ? value : JSON.stringify(value))
}

export function codeOf(text: string): string {
  return `<code>${escapeHtml(text)}</code>`
}
