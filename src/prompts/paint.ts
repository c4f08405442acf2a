import type { Writable } from 'node:stream'
import { styleText } from 'node:util'
import type { Env } from './ui.ts'

export type Style = 'bold' | 'dim' | 'inverse' | 'strikethrough' | 'gray' | 'red' | 'green' | 'yellow' | 'cyan'
export type Paint = (style: Style, text: string) => string

/** Styles text where the terminal and its user want colours, and leaves it alone elsewhere. */
export function createPaint(env: Env, output: Writable): Paint {
  if (!wantsColour(env, output)) return (_style, text) => text
  // Where Node would judge by process.stdout, `validateStream` leaves the judgement to us.
  return (style, text) => styleText(style, text, { validateStream: false })
}

/** Neither colours nor redrawing: a screen reader (`ACCESSIBLE`) or a terminal that cannot (`TERM=dumb`). */
export function wantsPlainLines(env: Env): boolean {
  return isOn(env.ACCESSIBLE) || env.TERM === 'dumb'
}

function wantsColour(env: Env, output: Writable): boolean {
  if (isOn(env.ACCESSIBLE)) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR === '' || isOn(env.FORCE_COLOR)
  if (env.NO_COLOR || env.TERM === 'dumb') return false
  return 'isTTY' in output && output.isTTY === true
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
