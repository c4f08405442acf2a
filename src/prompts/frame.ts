import type { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { wrapTextWithPrefix } from '@clack/core'
import {
  limitOptions,
  S_BAR,
  S_BAR_END,
  S_STEP_ACTIVE,
  S_STEP_CANCEL,
  S_STEP_ERROR,
  S_STEP_SUBMIT,
} from '@clack/prompts'
import type { Paint, Style } from './paint.ts'

export interface Screen {
  readonly output: Writable
  readonly paint: Paint
}

export type Look = 'open' | 'wrong' | 'answered' | 'cancelled'

/** One question as it stands on the screen. `list` scrolls where the terminal is short; `help` closes an open frame. */
export interface Frame {
  readonly look: Look
  readonly message: string
  readonly list?: { readonly cursor: number; readonly items: readonly Item[] }
  readonly lines?: readonly string[]
  readonly help?: readonly string[]
}

interface Item {
  /** One column wide, styles aside. */
  readonly bullet: string
  readonly text: string
}

const looks: Record<Look, { readonly symbol: string; readonly style: Style; readonly rail: Style }> = {
  open: { symbol: S_STEP_ACTIVE, style: 'cyan', rail: 'cyan' },
  wrong: { symbol: S_STEP_ERROR, style: 'yellow', rail: 'yellow' },
  answered: { symbol: S_STEP_SUBMIT, style: 'green', rail: 'gray' },
  cancelled: { symbol: S_STEP_CANCEL, style: 'red', rail: 'gray' },
}

/** Draws a frame as wide as the output is, each line with clack's rail before it. */
export function drawFrame({ output, paint }: Screen, frame: Frame): string {
  const { symbol, style, rail } = looks[frame.look]
  const indent = `${paint(rail, S_BAR)}  `
  const wrap = (text: string, rest = indent, first = rest): string[] =>
    wrapTextWithPrefix(output, text, rest, first, rest, trimContinuation).split('\n')

  const head = [paint('gray', S_BAR), ...wrap(frame.message, indent, `${paint(style, symbol)}  `)]
  const lines = (frame.lines ?? []).flatMap((line) => wrap(line))
  const help = frame.help ? wrap(paint('dim', frame.help.join(' · ')), '   ', `${paint(rail, S_BAR_END)}  `) : []
  const list = frame.list
    ? limitOptions({
        ...frame.list,
        output,
        options: frame.list.items,
        rowPadding: head.length + lines.length + help.length,
        style: ({ bullet, text }) => wrap(text, `${indent}  `, `${indent}${bullet} `).join('\n'),
      }).map((line) => (isGap(line) ? `${indent}${paint('dim', '...')}` : line))
    : []
  return [...head, ...list, ...lines, ...help].join('\n')
}

/** The mark that clack leaves where a list goes on. */
function isGap(line: string): boolean {
  return stripVTControlCharacters(line) === '...'
}

/** A line broken at a space keeps that space, behind any styles. */
function trimContinuation(line: string, index: number): string {
  return index === 0 ? line : line.replace(/^((?:\x1b\[[\d;]*m)*) +/, '$1')
}
