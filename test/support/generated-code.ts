import { posix } from 'node:path'

/** The environment variables that a piece of generated TypeScript reads. */
export function settingsRead(text: string): readonly string[] {
  const reads = text.matchAll(/\benv(?:\[|\.|, )'?([A-Z][A-Z0-9_]*)\b/g)
  return [...new Set([...reads].map((match) => match[1] as string))]
}

/** What a file imports: paths from the project's root, and anything else as it is written behind a colon (`:node:fs`). */
export function importsOf(path: string, text: string): readonly string[] {
  const specifiers = text.matchAll(
    /(?:^(?:import|export)\b[^'"\n]*?(?:\n[^'"]*?)?\bfrom |^import |\bimport\()'([^']+)'/gm,
  )
  return [...specifiers].map(([, specifier = '']) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : `:${specifier}`,
  )
}

/** The names that a file exports. */
export function exportsOf(text: string): readonly string[] {
  const declarations = text.matchAll(/^export (?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/gm)
  return [...declarations].map((match) => match[1] as string)
}
