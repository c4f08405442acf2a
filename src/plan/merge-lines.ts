import { diffIndices } from 'node-diff3'
import { mergeImports, type Parts } from './merge-imports.ts'
import { type MergedLine, printText, type Text } from './text.ts'
import { areWhole } from './whole-code.ts'

/** What the three sides are called beside their markers. */
export interface SideNames {
  readonly yours: string
  readonly base: string
  readonly next: string
}

export interface MergeResult {
  readonly text: string
  /** How many places need a decision; each is between markers. */
  readonly conflicts: number
}

/** A range of lines of the base that one side replaced, and the number of its own lines there. */
interface Hunk {
  readonly start: number
  readonly end: number
  readonly count: number
  readonly isYours: boolean
}

/** Lines of the base that at least one side changed, and how many they are on each. */
interface Group {
  readonly start: number
  end: number
  yours: number
  next: number
}

/**
 * Merges what two sides made of a base, by lines. Changes that touch without overlapping are both made; a conflict is
 * where both changed the same lines in different ways. What both put in at the same place is one too, but for code
 * (`isCode`) that is whole on both sides: the user's comes first. Every line of the user's is in the result, in its
 * place or between markers.
 */
export function mergeLines(base: Text, yours: Text, next: Text, names: SideNames, isCode = false): MergeResult {
  const merged: MergedLine[] = []
  const at = { base: 0, yours: 0, next: 0 }
  let conflicts = 0
  for (const group of groupsOf([...hunksOf(base, yours, true), ...hunksOf(base, next, false)])) {
    keep(group.start - at.base)
    const parts = {
      base: base.lines.slice(group.start, group.end),
      yours: yours.lines.slice(at.yours, at.yours + group.yours),
      next: next.lines.slice(at.next, at.next + group.next),
    }
    const resolved = resolve(parts, at.yours, isCode)
    if (resolved === undefined) conflicts++
    merged.push(...(resolved ?? betweenMarkers(parts, at.yours, names)))
    at.base = group.end
    at.yours += group.yours
    at.next += group.next
  }
  keep(base.lines.length - at.base)
  return { text: printText(merged, yours.shape), conflicts }

  /** Lines that no side changed. */
  function keep(count: number): void {
    merged.push(...ownLines(yours.lines.slice(at.yours, at.yours + count), at.yours))
    for (const side of ['base', 'yours', 'next'] as const) at[side] += count
  }
}

function hunksOf(base: Text, side: Text, isYours: boolean): Hunk[] {
  return diffIndices([...base.lines], [...side.lines]).map(({ buffer1: [start, length], buffer2: [, count] }) => ({
    start,
    end: start + length,
    count,
    isYours,
  }))
}

function groupsOf(hunks: readonly Hunk[]): readonly Group[] {
  const groups: Group[] = []
  for (const hunk of [...hunks].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = groups.at(-1)
    const isSamePlace = last?.start === hunk.start && last.end === hunk.start && hunk.end === hunk.start
    if (last !== undefined && (hunk.start < last.end || isSamePlace)) extend(last, hunk)
    else groups.push(extend({ start: hunk.start, end: hunk.start, yours: 0, next: 0 }, hunk))
  }
  return groups
}

/** The lines that a group gains count on both sides; those that a hunk replaced count by what replaced them. */
function extend(group: Group, { start, end, count, isYours }: Hunk): Group {
  const gained = Math.max(0, end - group.end)
  group.end += gained
  group.yours += gained
  group.next += gained
  group[isYours ? 'yours' : 'next'] += count - (end - start)
  return group
}

function resolve(parts: Parts, from: number, isCode: boolean): readonly MergedLine[] | undefined {
  const { base, yours, next } = parts
  if (same(yours, next) || same(next, base)) return ownLines(yours, from)
  if (same(yours, base)) return next.map((text) => ({ text }))
  const imports = mergeImports(parts)?.map((text) => {
    const own = yours.indexOf(text)
    return own === -1 ? { text } : { text, own: from + own }
  })
  if (imports !== undefined) return imports
  if (!isCode || base.length > 0 || !areWhole(yours, next)) return undefined
  return [...ownLines(yours, from), ...next.map((text) => ({ text }))]
}

function betweenMarkers({ base, yours, next }: Parts, from: number, names: SideNames): readonly MergedLine[] {
  const plain = (lines: readonly string[]) => lines.map((text) => ({ text }))
  return [
    { text: `<<<<<<< ${names.yours}` },
    ...ownLines(yours, from),
    { text: `||||||| ${names.base}` },
    ...plain(base),
    { text: '=======' },
    ...plain(next),
    { text: `>>>>>>> ${names.next}` },
  ]
}

function ownLines(lines: readonly string[], from: number): readonly MergedLine[] {
  return lines.map((text, index) => ({ text, own: from + index }))
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index])
}

/** Whether a text holds a conflict that nobody has settled yet. */
export function hasMarkers({ lines }: Text): boolean {
  const open = lines.findIndex((line) => line.startsWith('<<<<<<< '))
  return open !== -1 && lines.slice(open).some((line) => line.startsWith('>>>>>>> '))
}
