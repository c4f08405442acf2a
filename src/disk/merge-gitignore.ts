/** Keeps every line of a .gitignore and adds ours that it lacks, each under the comment it came with. */
export function mergeGitignore(existing: string, ours: string): string {
  const known = new Set(existing.split(/\r?\n/).map((line) => line.trimEnd()))
  const blocks = ours.split(/\n\s*\n/).map((block) => missingLines(block, known))
  const missing = blocks.filter((block) => block !== '')
  if (missing.length === 0) return existing
  const lineEnd = existing.includes('\r\n') ? '\r\n' : '\n'
  const gap = existing === '' ? '' : existing.endsWith('\n') ? '\n' : '\n\n'
  return existing + `${gap}${missing.join('\n\n')}\n`.replaceAll('\n', lineEnd)
}

function missingLines(block: string, known: ReadonlySet<string>): string {
  const lines = block.split('\n').map((line) => line.trimEnd())
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#') && !known.has(line))
  return patterns.length === 0 ? '' : lines.filter((line) => line.startsWith('#') || patterns.includes(line)).join('\n')
}
