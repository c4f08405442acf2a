import type { Shell } from './answers.ts'

/**
 * A word as a shell reads it back. The `windows` form suits cmd and PowerShell alike: commas are quoted, which
 * PowerShell would take for a list, and so is `--`, which it would take for its own.
 */
export function quote(word: string, shell: Shell): string {
  if (shell === 'posix') {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
  }
  if (/^[\w+=:./\\-][\w@+=:./\\-]*$/.test(word) && word !== '--') return word
  return `"${word.replaceAll('`', '``').replaceAll('$', '`$').replaceAll('"', '""')}"`
}
