import { isDeepStrictEqual } from 'node:util'
import type { IBufferCell, IBufferLine } from '@xterm/headless'

/** Neighbours on a line that look alike. */
export interface Run {
  readonly text: string
  readonly column: number
  readonly look: Look
}

export interface Look {
  /** Of the terminal's sixteen; undefined: that of plain text. */
  readonly colour: number | undefined
  readonly isBold: boolean
  readonly isDim: boolean
  readonly isInverse: boolean
}

/** The runs of a line of the terminal, from its first column to its last. */
export function runsOf(line: IBufferLine | undefined): readonly Run[] {
  const runs: Run[] = []
  for (let column = 0; column < (line?.length ?? 0); column++) {
    const cell = line?.getCell(column)
    // Behind a wide character there is a cell without any.
    if (cell === undefined || cell.getWidth() === 0) continue
    const look = lookOf(cell)
    const last = runs.at(-1)
    const text = cell.getChars() || ' '
    if (last !== undefined && isDeepStrictEqual(last.look, look))
      runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ text, column, look })
  }
  return runs
}

function lookOf(cell: IBufferCell): Look {
  return {
    colour: cell.isFgPalette() ? cell.getFgColor() : undefined,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
    isInverse: cell.isInverse() !== 0,
  }
}
