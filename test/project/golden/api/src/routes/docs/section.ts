import type { Route } from '../../http/context.ts'
import { escapeHtml } from '../../http/html.ts'
import type { Content, Parameter } from '../../openapi.ts'
import { formOf } from './form.ts'
import type { Described } from './openapi.ts'
import { codeOf, fieldTable, rulesOf, type SchemaList, table, typeOf } from './schema.ts'

/** Where the server is, as far as it knows itself: the script of the page puts in where the browser has found it. */
export interface Address {
  readonly origin: string
  readonly basePath: string
}

/** What the page shows of one route. */
export function sectionOf(route: Route, operation: Described, list: SchemaList, address: Address): string {
  const { method, pattern } = route
  const { summary, description, parameters = [], requestBody, responses = {} } = operation
  const id = escapeHtml(operation.operationId)
  const parts = [
    `<h3 id="${id}"><a href="#${id}"><code>${method} ${escapeHtml(pattern)}</code></a></h3>`,
    `<p>${escapeHtml(summary)}</p>`,
    description === undefined ? '' : `<p>${proseOf(description)}</p>`,
    `<div class="curl"><pre><code>${curlOf(route, address)}</code></pre>
<button type="button" class="copy" hidden>Copy</button></div>`,
    parameters.length === 0 ? '' : `<h4>Parameters</h4>\n${parameterTable(parameters)}`,
    requestBody?.content ? `<h4>Body</h4>\n${bodyOf(requestBody.content, list)}` : '',
    `<h4>Responses</h4>\n${responseTable(responses)}`,
    ...Object.values(responses).map(({ content = {} }) => schemasOf(content).map(list.tables).join('')),
    formOf(route, operation),
  ]
  return `<section class="route">\n${parts.filter((part) => part !== '').join('\n')}\n</section>`
}

function parameterTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(({ name = '', in: place = '', required, description, schema = {} }) => {
    const more = [...(required ? ['required'] : []), ...(description === undefined ? [] : [escapeHtml(description)])]
    return [codeOf(name), escapeHtml(place), typeOf(schema), rulesOf(schema, more)]
  })
  return table(['Name', 'In', 'Type', 'Rules'], rows)
}

function bodyOf(content: Content, list: SchemaList): string {
  const types = Object.keys(content).map(codeOf)
  const [schema = {}] = schemasOf(content)
  const fields = schema.properties ? fieldTable(schema) : list.tables(schema)
  return `<p>${typeOf(schema)} as ${types.join(' or ')}</p>\n${fields}`
}

function responseTable(responses: NonNullable<Described['responses']>): string {
  const rows = Object.entries(responses).map(([status, { description = '', headers = {}, content = {} }]) => {
    const names = Object.keys(headers)
    const meaning = names.length === 0 ? description : `${description}. Headers: ${names.join(', ')}`
    const [schema] = schemasOf(content)
    const body = schema ? typeOf(schema) : Object.keys(content).map(escapeHtml).join(', ')
    return [escapeHtml(status), escapeHtml(meaning), body]
  })
  return table(['Status', 'Meaning', 'Body'], rows)
}

/** Media types of one response or body have one schema: they are ways to write it. */
function schemasOf(content: Content) {
  return Object.values(content)
    .flatMap(({ schema }) => schema ?? [])
    .slice(0, 1)
}

/** Of Markdown, which descriptions may be in, the page knows code alone. */
function proseOf(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

/** A command for a POSIX shell, as HTML. */
function curlOf({ method, pattern, meta: { example } }: Route, { origin, basePath }: Address): string {
  const path = pattern.replaceAll(/:\w+/g, '1').replace(/\*$/, 'a/b')
  const start = method === 'GET' ? 'curl' : `curl -X ${method}`
  const url = `'<span class="origin">${origin}</span>${escapeHtml(quotable(basePath + path))}'`
  const json = example && `'${quotable(JSON.stringify(example))}'`
  return json ? `${start} ${url} -H 'Content-Type: application/json' -d ${escapeHtml(json)}` : `${start} ${url}`
}

/** What is written between the quotes of a POSIX shell. */
function quotable(text: string): string {
  return text.replaceAll("'", "'\\''")
}
