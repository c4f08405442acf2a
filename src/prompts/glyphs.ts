import type { Env } from './ui.ts'

/** The signs of prompts and reports: one column wide each, but for the names of keys. */
export interface Glyphs {
  readonly begin: string
  readonly rail: string
  readonly end: string
  readonly open: string
  readonly wrong: string
  readonly done: string
  readonly skipped: string
  readonly failed: string
  /** Of one option among several, the chosen one. */
  readonly radio: string
  readonly radioOff: string
  readonly box: string
  readonly boxOff: string
  /** Stands ahead of the box that the next key is for. */
  readonly pointer: string
  /** Where the next letter goes. */
  readonly cursor: string
  readonly upDown: string
  readonly left: string
  readonly separator: string
  readonly spinning: readonly string[]
}

/** clack's signs, or plain ones for terminals whose font or encoding has no others. */
export function glyphsFor(env: Env, platform: string): Glyphs {
  const isOldConsole = platform === 'win32' && !env.WT_SESSION && !env.TERM_PROGRAM
  const lacksSigns = env.TERM === 'linux' || isOldConsole || (platform !== 'win32' && !isUtf8(env))
  return lacksSigns ? ascii : unicode
}

/** As POSIX finds the encoding; where nothing names one, it is what terminals are set to today. */
function isUtf8({ LC_ALL, LC_CTYPE, LANG }: Env): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG
  return !locale || /utf-?8/i.test(locale)
}

const unicode: Glyphs = {
  begin: '┌',
  rail: '│',
  end: '└',
  open: '◆',
  wrong: '▲',
  done: '◇',
  skipped: '○',
  failed: '■',
  radio: '●',
  radioOff: '○',
  box: '◼',
  boxOff: '◻',
  pointer: '❯',
  cursor: '█',
  upDown: '↑↓',
  left: '←',
  separator: '·',
  spinning: ['◒', '◐', '◓', '◑'],
}

const ascii: Glyphs = {
  begin: 'T',
  rail: '|',
  end: '-',
  open: '*',
  wrong: '!',
  done: 'o',
  skipped: '-',
  failed: 'x',
  radio: '>',
  radioOff: ' ',
  box: 'x',
  boxOff: '-',
  pointer: '>',
  cursor: '_',
  upDown: 'Up and Down',
  left: 'Left',
  separator: '-',
  spinning: ['|', '/', '-', '\\'],
}
