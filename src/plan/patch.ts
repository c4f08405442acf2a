import { diffIndices } from 'node-diff3'
import { textOf } from './text.ts'

const context = 3

/** A change of a text as `git diff` and `patch` write it; empty where there is none. undefined is a file that is not there. */
export function patchOf(path: string, from: string | undefined, to: string | undefined): string {
  if (from === to) return ''
  const head = [
    `diff --git a/${path} b/${path}`,
    ...(from === undefined ? ['new file mode 100644'] : []),
    ...(to === undefined ? ['deleted file mode 100644'] : []),
    `--- ${from === undefined ? '/dev/null' : `a/${path}`}`,
    `+++ ${to === undefined ? '/dev/null' : `b/${path}`}`,
  ]
  const [before, after] = [linesOf(from), linesOf(to)]
  return [...head, ...hunksOf(before, after)].map((line) => `${line}\n`).join('')
}

/** Lines as they are, a carriage return included; one that no line end follows has that behind it. */
function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return []
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`]
}

interface Span {
  start: number
  end: number
  readonly changes: ReturnType<typeof diffIndices<string>>
}

function hunksOf(before: readonly string[], after: readonly string[]): readonly string[] {
  const spans: Span[] = []
  for (const change of diffIndices([...before], [...after])) {
    const [start, length] = change.buffer1
    const last = spans.at(-1)
    const from = Math.max(0, start - context)
    const end = Math.min(before.length, start + length + context)
    if (last !== undefined && from <= last.end) {
      last.end = end
      last.changes.push(change)
    } else spans.push({ start: from, end, changes: [change] })
  }
  return spans.flatMap((span) => printSpan(span, before, after))
}

function printSpan({ start, end, changes }: Span, before: readonly string[], after: readonly string[]) {
  const lines: string[] = []
  let at = start
  for (const { buffer1, buffer2 } of changes) {
    lines.push(...before.slice(at, buffer1[0]).map((line) => ` ${line}`))
    lines.push(...before.slice(buffer1[0], buffer1[0] + buffer1[1]).map((line) => `-${line}`))
    lines.push(...after.slice(buffer2[0], buffer2[0] + buffer2[1]).map((line) => `+${line}`))
    at = buffer1[0] + buffer1[1]
  }
  lines.push(...before.slice(at, end).map((line) => ` ${line}`))
  const [first] = changes
  const shift = first === undefined ? 0 : first.buffer2[0] - first.buffer1[0]
  const grown = changes.reduce((sum, { buffer1, buffer2 }) => sum + buffer2[1] - buffer1[1], 0)
  const count = end - start
  return [`@@ -${rangeOf(start, count)} +${rangeOf(start + shift, count + grown)} @@`, ...lines]
}

/** As unified diffs count: an empty range is behind the line that it names. */
function rangeOf(start: number, count: number): string {
  return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`
}

/** The change of a file whose bytes may be of any kind. */
export function patchOfBytes(path: string, from: string | undefined, to: Uint8Array | undefined): string {
  const text = to === undefined ? undefined : decode(to)
  if (text === null) return `diff --git a/${path} b/${path}\nBinary files a/${path} and b/${path} differ\n`
  return patchOf(path, from, text)
}

function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Whether two texts have the same lines, whatever their line ends. */
export function isSameText(one: string, other: string): boolean {
  return textOf(one).lines.join('\n') === textOf(other).lines.join('\n')
}
