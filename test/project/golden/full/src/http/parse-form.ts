import { HttpError } from './errors.ts'

// Checked before anything is built: a small body can describe a lot.
const mostFields = 1000

export type FormField = readonly [name: string, value: string]

/** The fields of a form, in their order (https://url.spec.whatwg.org/#urlencoded-parsing). Throws a 400. */
export function parseForm(text: string): readonly FormField[] {
  const fields: FormField[] = []
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('&', start)
    const end = next === -1 ? text.length : next
    if (end > start) {
      if (fields.length === mostFields) throw new HttpError(400, `The form has more than ${mostFields} fields`)
      fields.push(parseField(text.slice(start, end)))
    }
    start = end + 1
  }
  return fields
}

function parseField(field: string): FormField {
  const equals = field.indexOf('=')
  const end = equals === -1 ? field.length : equals
  return [decode(field.slice(0, end)), decode(field.slice(end + 1))]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new HttpError(400, 'The form has a malformed escape')
  }
}
