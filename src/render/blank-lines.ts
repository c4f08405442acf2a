import type { Line } from './template.ts'

/**
 * Closes the gaps that slots without fragments leave: no blank line at either end or doubled, and, in TypeScript,
 * none at the inner edge of a block.
 */
export function closeGaps(lines: readonly Line[], target: string): Line[] {
  const inCode = target.endsWith('.ts')
  const kept: Line[] = []
  for (const line of lines) {
    const last = kept.at(-1)
    if (line.text.trim() === '') {
      if (last === undefined || last.text === '' || (inCode && /[{([]$/.test(last.text))) continue
      kept.push({ ...line, text: '' })
      continue
    }
    if (inCode && last?.text === '' && /^\s*[})\]]/.test(line.text)) kept.pop()
    kept.push(line)
  }
  while (kept.at(-1)?.text === '') kept.pop()
  return kept
}
