import type { Route } from '../../http/context.ts'
import { escapeHtml } from '../../http/html.ts'
import type { Parameter } from '../../openapi.ts'
import type { Described } from './openapi.ts'

/** A form that sends a request and shows the response. script.ts shows and runs it. */
export function formOf(route: Route, { operationId, parameters = [], requestBody }: Described): string {
  const { method, pattern, meta } = route
  const bodyId = escapeHtml(`${operationId}-body`)
  const types = Object.keys(requestBody?.content ?? {})
  const body = types.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method)
  const example = meta.example ? JSON.stringify(meta.example, null, 2) : ''
  const headers = body ? `Content-Type: ${types[0] ?? 'application/json'}` : ''
  return `<details class="try" hidden>
<summary>Try it<span class="unseen"> ${method} ${escapeHtml(pattern)}</span></summary>
<form data-method="${method}" data-path="${escapeHtml(pattern)}">
<div class="inputs">
${parameters.map(inputOf).join('\n')}
</div>
<label>Headers, one a line ${textArea('headers', headers, 2)}</label>
${body ? `<label>Body ${textArea('body', example, Math.max(3, example.split('\n').length))}</label>` : ''}
<button>Send</button>
<p class="status" role="status"></p>
<div class="response" hidden>
<h4>Headers</h4>
<pre></pre>
<h4 id="${bodyId}">Body</h4>
<pre class="content" tabindex="0" role="group" aria-labelledby="${bodyId}"></pre>
</div>
</form>
</details>`
}

function textArea(name: string, text: string, rows: number): string {
  return `<textarea data-in="${name}" rows="${rows}" spellcheck="false">\n${escapeHtml(text)}</textarea>`
}

function inputOf({ name = '', in: place = '', schema = {} }: Parameter): string {
  const attributes = `name="${escapeHtml(name)}" data-in="${escapeHtml(place)}"`
  const choices = schema.type === 'boolean' ? ['true', 'false'] : schema.enum?.map(String)
  if (choices === undefined) {
    const more = place === 'path' ? ' value="1" required' : ''
    return `<label>${escapeHtml(name)} <input ${attributes}${more} autocomplete="off" spellcheck="false"></label>`
  }
  const options = ['', ...choices].map((choice) => `<option>${escapeHtml(choice)}</option>`)
  return `<label>${escapeHtml(name)} <select ${attributes}>${options.join('')}</select></label>`
}
