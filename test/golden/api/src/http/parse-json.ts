import { HttpError } from './errors.ts'

// Checked before anything is built: a small body can describe a lot.
const mostLevels = 100

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\{}[]')

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
