import type { Env } from './ui.ts'

export interface Glyphs {
  readonly begin: string
  readonly rail: string
  readonly end: string
  readonly done: string
  readonly skipped: string
  readonly failed: string
  readonly spinning: readonly string[]
}

/** The signs of a report, in clack's manner: its fallback too, for consoles whose font has few of them. */
export function glyphsFor(env: Env, platform: string): Glyphs {
  const oldConsole = platform === 'win32' && !env.WT_SESSION && !env.TERM_PROGRAM
  return env.TERM === 'linux' || oldConsole ? ascii : unicode
}

const unicode: Glyphs = {
  begin: '┌',
  rail: '│',
  end: '└',
  done: '◇',
  skipped: '○',
  failed: '■',
  spinning: ['◒', '◐', '◓', '◑'],
}

const ascii: Glyphs = {
  begin: 'T',
  rail: '|',
  end: '-',
  done: 'o',
  skipped: '-',
  failed: 'x',
  spinning: ['|', '/', '-', '\\'],
}
