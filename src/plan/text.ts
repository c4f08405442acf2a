/** A text by its lines, as they are compared: without line ends and byte order mark. */
export interface Text {
  /** The last one is empty where the text ends in a line end. */
  readonly lines: readonly string[]
  readonly shape: Shape
}

/** What a file keeps, however its lines are merged. */
export interface Shape {
  readonly mark: '' | '\uFEFF'
  /** Of lines that are added; the most frequent one of the file. */
  readonly end: '\n' | '\r\n'
  /** The line ends of its own lines, where they are not all alike. */
  readonly mixed?: readonly string[]
}

/** Beyond this a file is not merged: it is data, and no code that somebody reads. */
const largestText = 1024 * 1024

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a file; undefined where it is none: other bytes, or more of them than a person reads. */
export function readText(bytes: Uint8Array): Text | undefined {
  if (bytes.length > largestText || bytes.includes(0)) return undefined
  try {
    return textOf(decoder.decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

export function textOf(source: string): Text {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : ''
  const raw = source.slice(mark.length).split('\n')
  const ends = raw.slice(0, -1).map((line) => (line.endsWith('\r') ? '\r\n' : '\n'))
  const windows = ends.filter((end) => end === '\r\n').length
  const lines = raw.map((line, index) => (ends[index] === '\r\n' ? line.slice(0, -1) : line))
  const end = windows * 2 > ends.length ? '\r\n' : '\n'
  const isMixed = windows > 0 && windows < ends.length
  return { lines, shape: { mark, end, ...(isMixed ? { mixed: ends } : {}) } }
}

/** Whether two files hold the same lines. */
export function sameLines(one: Text, other: Text): boolean {
  return one.lines.length === other.lines.length && one.lines.every((line, index) => line === other.lines[index])
}

/** A line of a result, with the number of the user's line that it is. */
export interface MergedLine {
  readonly text: string
  readonly own?: number
}

/** The lines in the shape of a file. */
export function printText(lines: readonly MergedLine[], { mark, end, mixed }: Shape): string {
  const ends = lines.map(({ own }) => (own === undefined ? end : (mixed?.[own] ?? end)))
  return mark + lines.map(({ text }, index) => (index < lines.length - 1 ? text + ends[index] : text)).join('')
}

/** New lines as the user's file has them: with its line ends and byte order mark. */
export function inShapeOf({ lines }: Text, { shape }: Text): string {
  const { mixed: _, ...even } = shape
  return printText(
    lines.map((text) => ({ text })),
    even,
  )
}
