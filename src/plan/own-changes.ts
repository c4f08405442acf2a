import { diffIndices } from 'node-diff3'
import type { Found } from '../model/plan.ts'
import { patchOf, patchOfBytes } from './patch.ts'
import { inShapeOf, readText, sameLines, textOf } from './text.ts'

/** What the user changed in a file, as a patch; empty where nothing but line ends is different. */
export function ownPatch(path: string, base: string | undefined, found: Found): string {
  if (found.kind === 'absent') return patchOf(path, base, undefined)
  if (found.kind === 'obstacle') return patchOf(path, base, undefined)
  const own = readText(found.bytes)
  if (own === undefined || base === undefined) return patchOfBytes(path, base, found.bytes)
  const made = textOf(base)
  return sameLines(made, own) ? '' : patchOfBytes(path, inShapeOf(made, own), found.bytes)
}

/** A line of a file that the user has. */
export interface OwnLine {
  readonly text: string
  /** The number of the line that was made; undefined for one of the user's. */
  readonly made?: number
  /** Lines that were made and are not here any more, at the place of this one. */
  readonly replaced?: readonly string[]
}

/** The lines of a file, each with the one that it was made as; style alone makes no difference. */
export function ownLines(made: readonly string[], source: string): readonly OwnLine[] {
  const { lines } = textOf(source)
  const own = lines.at(-1) === '' ? lines.slice(0, -1) : lines
  const found: OwnLine[] = own.map((text) => ({ text }))
  let shift = 0
  let at = 0
  const keepUntil = (end: number) => {
    for (; at < end; at++) found[at + shift] = { text: own[at + shift] ?? '', made: at }
  }
  for (const { buffer1, buffer2 } of diffIndices(made.map(plain), own.map(plain))) {
    keepUntil(buffer1[0])
    const replaced = made.slice(buffer1[0], buffer1[0] + buffer1[1])
    for (let line = buffer2[0]; line < buffer2[0] + buffer2[1]; line++) {
      found[line] = { text: own[line] ?? '', ...(replaced.length === 0 ? {} : { replaced }) }
    }
    at = buffer1[0] + buffer1[1]
    shift = buffer2[0] + buffer2[1] - at
  }
  keepUntil(made.length)
  return found
}

/** Without what formatters decide. */
function plain(line: string): string {
  return line.replaceAll(/[\s;]|,$/g, '').replaceAll('"', "'")
}
