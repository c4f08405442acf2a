import { posix } from 'node:path'

/**
 * Reads which files of its project a file imports, each text once. One that is overlooked here is missing where the
 * compiler looks for it, which says so.
 */
export function createImportReader(): (path: string, text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (path, text) => {
    const specifiers = known.get(text) ?? specifiersIn(text)
    known.set(text, specifiers)
    return specifiers.map((specifier) => posix.join(posix.dirname(path), specifier))
  }
}

function specifiersIn(text: string): readonly string[] {
  const matches = text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)
  return [...new Set([...matches].map(([, specifier = '']) => specifier.replace(/\.([cm]?)js$/, '.$1ts')))]
}
