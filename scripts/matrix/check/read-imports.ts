import { posix } from 'node:path'

// A relative specifier and what comes before it: in imports, in exports from another module, and in types.
const imported = /(\b(?:from|import)\s*\(?\s*['"])(\.{1,2}\/[^'"]+)(?=['"])/g

/**
 * Reads which files of its project a file imports, each text once. One that is overlooked here is missing where the
 * compiler looks for it, which says so.
 */
export function createImportReader(): (path: string, text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (path, text) => {
    const specifiers = known.get(text) ?? specifiersIn(text)
    known.set(text, specifiers)
    return specifiers.map((specifier) => importedPath(path, specifier))
  }
}

/** The text with imports of files in the same folder: `nameOf` gives the name of each, without its extension. */
export function replaceImports(path: string, text: string, nameOf: (path: string) => string | undefined): string {
  return text.replace(imported, (whole, ahead: string, specifier: string) => {
    const name = nameOf(importedPath(path, specifier))
    return name === undefined ? whole : `${ahead}./${name}${posix.extname(specifier)}`
  })
}

function specifiersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(imported)].map(([, , specifier = '']) => specifier))]
}

function importedPath(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier.replace(/\.([cm]?)js$/, '.$1ts'))
}
