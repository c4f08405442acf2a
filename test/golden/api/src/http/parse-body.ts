import { HttpError } from './errors.ts'

// Both are checked before anything is built: a small body can describe a lot.
const mostLevels = 100
const mostFields = 1000

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\{}[]')

export type FormField = readonly [name: string, value: string]

/** Throws a 400 for what is not JSON, or is nested deeper than anything that is meant to be read. */
export function parseJson(text: string): unknown {
  checkDepth(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(400, 'The body is not JSON')
  }
}

function checkDepth(text: string): void {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) // many times faster than text[at] where the text is not Latin
    if (isInString) {
      if (code === backslash) at += 1
      else if (code === quote) isInString = false
    } else if (code === quote) {
      isInString = true
    } else if (code === openBrace || code === openBracket) {
      depth += 1
      if (depth > mostLevels) throw new HttpError(400, `The body is nested deeper than ${mostLevels} levels`)
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1
    }
  }
}

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
