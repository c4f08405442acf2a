import type { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { getColumns, wrapTextWithPrefix } from '@clack/core'
import {
  limitOptions,
  S_BAR,
  S_BAR_END,
  S_STEP_ACTIVE,
  S_STEP_CANCEL,
  S_STEP_ERROR,
  S_STEP_SUBMIT,
} from '@clack/prompts'
import { type Line, textOf } from './asker.ts'
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
  readonly lines?: readonly Line[]
  readonly help?: readonly string[]
}

export interface Item {
  /** One column wide, styles aside. */
  readonly bullet: string
  readonly label: string
  readonly hint?: string | undefined
  readonly isActive: boolean
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
  const columns = getColumns(output)
  const wrap = (text: string, rest = indent, first = rest): string[] =>
    wrapTextWithPrefix(output, text, rest, first, rest, trimContinuation).split('\n')

  const head = [paint('gray', S_BAR), ...wrap(frame.message, indent, `${paint(style, symbol)}  `)]
  const lines = (frame.lines ?? []).flatMap((line) => wrapLine(line, indent, columns, wrap))
  const help = fill(frame.help ?? [], columns - railWidth).map(
    (line, at) => `${at === 0 ? `${paint(rail, S_BAR_END)}  ` : '   '}${paint('dim', line)}`,
  )
  const labelWidth = widthOfLabels(frame.list?.items ?? [], columns)
  const list = frame.list
    ? limitOptions({
        ...frame.list,
        output,
        options: frame.list.items,
        rowPadding: head.length + lines.length + help.length,
        style: (item) => drawItem(item).join('\n'),
      }).map((line) => (isGap(line) ? `${indent}${paint('dim', '...')}` : line))
    : []
  return [...head, ...list, ...lines, ...help].join('\n')

  function drawItem({ bullet, label, hint, isActive }: Item): string[] {
    const rest = `${indent}  ${' '.repeat(labelWidth)}`
    const name = isActive ? paint('cyan', label) : label
    if (!hint) return wrap(name, `${indent}  `, `${indent}${bullet} `)
    if (labelWidth === 0) return wrap(`${name}  ${paint('dim', hint)}`, rest, `${indent}${bullet} `)
    return wrap(paint('dim', hint), rest, `${indent}${bullet} ${name}${' '.repeat(labelWidth - label.length)}`)
  }
}

const railWidth = 3

/** Hints stand in a column of their own where that leaves them room; 0 where it does not. */
function widthOfLabels(items: readonly Item[], columns: number): number {
  const width = Math.max(0, ...items.map(({ label }) => label.length)) + 2
  return columns - railWidth - 2 - width < narrowestHint ? 0 : width
}

const narrowestHint = 36

/** Keeps what is behind a head clear of it where that leaves it half of the screen. */
function wrapLine(
  line: Line,
  indent: string,
  columns: number,
  wrap: (text: string, rest: string, first: string) => string[],
): string[] {
  if (typeof line === 'string' || railWidth + line.head.length > columns / 2) return wrap(textOf(line), indent, indent)
  return wrap(line.text, indent + ' '.repeat(line.head.length), indent + line.head)
}

/** As many parts a line as fit; a separator never ends one. */
function fill(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const part of parts) {
    const longer = `${lines.at(-1)} · ${part}`
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines
}

/** The mark that clack leaves where a list goes on. */
function isGap(line: string): boolean {
  return stripVTControlCharacters(line) === '...'
}

/** A line broken at a space keeps that space, behind any styles. */
function trimContinuation(line: string, index: number): string {
  return index === 0 ? line : line.replace(/^((?:\x1b\[[\d;]*m)*) +/, '$1')
}
