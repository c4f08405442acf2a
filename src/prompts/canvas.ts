import { Writable } from 'node:stream'
import stringWidth from 'fast-string-width'

/** Shows one frame at a time on a terminal, each in place of the one before it. */
export interface Canvas {
  show(frame: string): void
  /** Others have written to the terminal since: the next frame comes below that. */
  moveOn(): void
  /** Leaves the last frame where it is, for what comes below. */
  close(): void
}

/** What may be written to without being seen, as large as a terminal: clack measures it, and thinks that it draws. */
export interface Sheet extends Writable {
  readonly columns: number
  readonly rows: number
}

type Terminal = Writable & { readonly columns?: number; readonly rows?: number }

/** A terminal that nobody has told its size has none. */
export function sheetFor(terminal: Terminal): Sheet {
  const sheet = new Writable({ write: (_chunk, _encoding, done) => done() })
  return Object.defineProperties(sheet, {
    columns: { get: () => terminal.columns || 80 },
    rows: { get: () => terminal.rows || 24 },
  }) as Sheet
}

/**
 * clack draws by itself, but loses count of its lines where a terminal grows narrow or a frame is higher than it. So it
 * draws on a sheet, and here is what is seen.
 */
export function createCanvas(terminal: Terminal, sheet: Sheet): Canvas {
  let shown: readonly string[] = []
  let columns = 0
  return { show, moveOn, close }

  function show(frame: string): void {
    const lines = frame.split('\n')
    if (shown.length === 0) terminal.write(atOnce(`${hideCursor}${frame}`))
    else {
      // What a terminal did to the top lines when it grew narrow is its secret: they are drawn anew.
      const kept = columns === sheet.columns ? countKept(shown, lines) : 0
      const rows = rowsOf(shown.slice(kept), sheet.columns)
      terminal.write(atOnce(`${up(rows - 1)}\r${eraseBelow}${lines.slice(kept).join('\n')}`))
    }
    shown = lines
    columns = sheet.columns
  }

  function moveOn(): void {
    terminal.write(`\r${eraseBelow}`)
    shown = []
  }

  function close(): void {
    terminal.write(`\n${showCursor}`)
  }
}

/** Takes frames and notes that stand above the cursor, each with its last line ended, off the screen. */
export function eraseAbove(frames: readonly string[], sheet: Sheet): string {
  const rows = frames.reduce((sum, frame) => sum + rowsOf(frame.split('\n'), sheet.columns), 0)
  return `${up(rows)}\r${eraseBelow}`
}

/** Lines at the top that stay as they are; one at least is drawn, for the cursor stands in the last. */
function countKept(before: readonly string[], after: readonly string[]): number {
  const changed = before.findIndex((line, at) => line !== after[at])
  return Math.min(changed === -1 ? before.length : changed, before.length - 1, after.length - 1)
}

/** What lines take of the screen. A terminal that has grown narrow breaks those that no longer fit. */
function rowsOf(lines: readonly string[], columns: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0)
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : ''
}

/**
 * Terminals that know synchronized output (DEC private mode 2026) show the whole change in one step, so that nothing
 * flickers; others ignore it. Specification: https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
 */
function atOnce(text: string): string {
  return `${beginUpdate}${text}${endUpdate}`
}

export const beginUpdate = '\x1b[?2026h'
export const endUpdate = '\x1b[?2026l'
const eraseBelow = '\x1b[J'
const hideCursor = '\x1b[?25l'
const showCursor = '\x1b[?25h'
