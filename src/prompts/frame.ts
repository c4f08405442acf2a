import { stripVTControlCharacters } from 'node:util'
import { wrapTextWithPrefix } from '@clack/core'
import { limitOptions } from '@clack/prompts'
import { type Line, printed, textOf } from './asker.ts'
import type { Sheet } from './canvas.ts'
import type { Glyphs } from './glyphs.ts'
import type { Paint, Style } from './paint.ts'

export interface Screen {
  readonly sheet: Sheet
  readonly paint: Paint
  readonly glyphs: Glyphs
}

export type Look = 'open' | 'wrong' | 'answered' | 'cancelled'

/** One question as it stands on the screen. What the terminal is too short for scrolls (`list`) or is left out. */
export interface Frame {
  readonly look: Look
  readonly message: string
  readonly list?: { readonly cursor: number; readonly items: readonly Item[] }
  /** What is being typed: its end is seen. */
  readonly typed?: string
  readonly lines?: readonly Line[]
  /** Closes an open frame. */
  readonly help?: readonly string[]
}

export interface Item {
  /** One column wide, styles aside. */
  readonly bullet: string
  readonly label: string
  readonly hint?: string | undefined
  readonly isActive: boolean
  /** One column ahead of the bullet. */
  readonly pointer?: string
}

const looks: Record<Look, { readonly glyph: keyof Glyphs; readonly style: Style; readonly rail: Style }> = {
  open: { glyph: 'open', style: 'cyan', rail: 'cyan' },
  wrong: { glyph: 'wrong', style: 'yellow', rail: 'yellow' },
  answered: { glyph: 'done', style: 'green', rail: 'gray' },
  cancelled: { glyph: 'failed', style: 'red', rail: 'gray' },
}

/** Draws a frame as wide as the screen and no higher, each line with clack's rail before it. */
export function drawFrame({ sheet, paint, glyphs }: Screen, frame: Frame): string {
  const { glyph, style, rail } = looks[frame.look]
  const indent = `${paint(rail, glyphs.rail)}  `
  const wrap: Wrap = (text, rest = indent, first = rest) =>
    printed(wrapTextWithPrefix(sheet, text, rest, first, rest, trimContinuation)).split('\n')

  const head = [paint('gray', glyphs.rail), ...wrap(frame.message, indent, `${paint(style, `${glyphs[glyph]}`)}  `)]
  const help = fill(frame.help ?? [], sheet.columns - railWidth, ` ${glyphs.separator} `).flatMap((line, at) =>
    wrap(paint('dim', line), '   ', at === 0 ? `${paint(rail, glyphs.end)}  ` : '   '),
  )
  const gap = `${indent}${paint('dim', '...')}`
  const room = sheet.rows - head.length - help.length
  const wholeText = frame.typed === undefined ? [] : wrap(frame.typed)
  const wholeLines = (frame.lines ?? []).flatMap((line) => wrapLine(line, indent, sheet.columns, wrap))
  const typed = endOf(wholeText, Math.max(room - wholeLines.length, Math.ceil(room / 2)), gap)
  const lines = startOf(wholeLines, room - typed.length - (frame.list ? shortestList : 0), gap)
  const list = frame.list ? drawList(frame.list, room - lines.length) : []
  return [...head, ...list, ...typed, ...lines, ...help].join('\n')

  /** Every hint, or that of the active item alone where there is no room for more. */
  function drawList({ cursor, items }: NonNullable<Frame['list']>, height: number): readonly string[] {
    const width = widthOfLabels(items, sheet.columns)
    const isLow = items.flatMap((item) => drawItem(item, width)).length > height
    return limitOptions({
      cursor,
      output: sheet,
      options: isLow ? items.map((item) => (item.isActive ? item : { ...item, hint: undefined })) : [...items],
      rowPadding: sheet.rows - height,
      style: (item) => drawItem(item, width).join('\n'),
    }).map((line) => (isGap(line) ? gap : line))
  }

  function drawItem({ bullet, label, hint, isActive, pointer = ' ' }: Item, labelWidth: number): string[] {
    const first = `${paint(rail, glyphs.rail)} ${isActive ? paint('cyan', pointer) : ' '}${bullet} `
    const name = isActive ? paint('cyan', label) : label
    if (hint && labelWidth > 0) {
      const rest = `${indent}  ${' '.repeat(labelWidth)}`
      return wrap(paint('dim', hint), rest, `${first}${name}${' '.repeat(labelWidth - label.length)}`)
    }
    return [...wrap(name, `${indent}  `, first), ...(hint ? wrap(paint('dim', hint), `${indent}    `) : [])]
  }
}

type Wrap = (text: string, rest?: string, first?: string) => string[]

const railWidth = 3
const shortestList = 5

/** Hints stand in a column of their own where that leaves them room; 0 where it does not. */
function widthOfLabels(items: readonly Item[], columns: number): number {
  const width = Math.max(0, ...items.map(({ label }) => label.length)) + 2
  return columns - railWidth - 2 - width < narrowestHint ? 0 : width
}

const narrowestHint = 36

/** Keeps what is behind a head clear of it where that leaves it half of the screen. */
function wrapLine(line: Line, indent: string, columns: number, wrap: Wrap): readonly string[] {
  if (typeof line === 'string' || railWidth + line.head.length > columns / 2) return wrap(textOf(line))
  return wrap(line.text, indent + ' '.repeat(line.head.length), indent + line.head)
}

function startOf(lines: readonly string[], count: number, gap: string): readonly string[] {
  if (lines.length <= count) return lines
  return count < 2 ? lines.slice(0, Math.max(0, count)) : [...lines.slice(0, count - 1), gap]
}

function endOf(lines: readonly string[], count: number, gap: string): readonly string[] {
  return lines.length <= count ? lines : [gap, ...lines.slice(lines.length - Math.max(1, count - 1))]
}

/** As many parts a line as fit; a separator never ends one. */
function fill(parts: readonly string[], width: number, separator: string): readonly string[] {
  const lines: string[] = []
  for (const part of parts) {
    const longer = `${lines.at(-1)}${separator}${part}`
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
