import type { Shell } from './answers.ts'

/** A word as a shell that somebody types into reads it back. */
export function quote(word: string, shell: Shell): string {
  return forms[shell](word)
}

const forms: Readonly<Record<Shell, (word: string) => string>> = { posix, cmd, powershell }

function posix(word: string): string {
  // zsh takes a leading "=" for the place of a program.
  return /^(?!=)[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

function cmd(word: string): string {
  if (plainOnWindows.test(word)) return word
  // Not even quotes keep a variable from being put in; a caret does, and only outside of quotes.
  const parts = word.split('%').map((part) => (part === '' ? '' : inQuotes(part)))
  return parts.join('^%') || '""'
}

/** As programs read it: backslashes count double ahead of a quote, and a quote counts for one when it is doubled. */
function inQuotes(text: string): string {
  return `"${text.replaceAll(/(\\*)("|$)/g, (_, slashes: string, end: string) => slashes + slashes + end + end)}"`
}

/** In double quotes where that will do, since cmd reads these as well. */
function powershell(word: string): string {
  if (plainOnWindows.test(word)) return word
  // Curly quotes are quotes to PowerShell.
  if (!/[$`"\u201c-\u201e]/.test(word)) return `"${word}"`
  return `'${word.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`
}

/**
 * What both shells of Windows leave alone: a path, a flag, a small number. PowerShell would read others its own way:
 * `--` alone, `a,b`, `10mb`, `@x`, `-a.b`.
 */
const plainOnWindows = /^(?:(?:[A-Za-z_/\\]|\.(?!\d))[\w@+=:./\\-]*|--?[A-Za-z][\w-]*=?|[1-9]\d{0,8})$/
