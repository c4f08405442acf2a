import { closeGaps } from './blank-lines.ts'
import { gatherImports } from './imports.ts'
import { alignTables } from './tables.ts'
import type { Line } from './template.ts'
import { wrapLines } from './wrap-lines.ts'

/** Lines as a formatter would have them, where slots and names have moved or widened them. */
export function layOut(lines: readonly Line[], target: string): readonly Line[] {
  return closeGaps(polish(lines, target), target)
}

/** The text of a file that has these lines. */
export function textOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => `${text}\n`).join('')
}

function polish(lines: readonly Line[], target: string): readonly Line[] {
  if (target.endsWith('.ts')) return wrapLines(gatherImports(lines))
  return target.endsWith('.md') ? alignTables(lines) : lines
}
