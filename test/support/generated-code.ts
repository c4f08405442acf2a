/** The environment variables that a piece of generated TypeScript reads. */
export function settingsRead(text: string): readonly string[] {
  const reads = text.matchAll(/\benv(?:\[|\.|, )'?([A-Z][A-Z0-9_]*)\b/g)
  return [...new Set([...reads].map((match) => match[1] as string))]
}
