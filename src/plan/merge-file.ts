import type { Action, ConflictStyle, Contents, Found, PlanStep } from '../model/plan.ts'
import { isKeyed, mergeJson } from './merge-json.ts'
import { hasMarkers, mergeLines, type SideNames } from './merge-lines.ts'
import { isList, mergeLists } from './merge-list.ts'
import { patchOf } from './patch.ts'
import { inShapeOf, readText, sameLines, type Text, textOf } from './text.ts'

interface Sides {
  readonly base: string
  readonly next: string
}

export interface MergeRequest {
  readonly path: string
  /** Where it was, of a file that is moved. */
  readonly from?: string
  /** As they were rendered, and as the project's formatter leaves them. */
  readonly plain: Sides
  readonly styled: Sides
  readonly isSample: boolean
  readonly names: SideNames
  readonly conflicts: ConflictStyle
  /** Nothing is at a path. */
  readonly isFree: (path: string) => boolean
}

/** What becomes of a file that is there and whose rendering has changed or moved. */
export function mergeFile(request: MergeRequest, found: Exclude<Found, { kind: 'absent' }>): PlanStep | undefined {
  const { plain, styled, isSample, path, from } = request
  if (found.kind === 'obstacle') return beside(request, found.what)
  const own = readText(found.bytes)
  if (own === undefined) {
    // What it holds goes with it, where only its place has changed.
    if (from !== undefined && plain.base === plain.next) return write(request, 'moved', found.bytes)
    return isSample ? kept(request, found.bytes) : beside(request, 'it is no text, or too large to be merged')
  }
  for (const { base, next } of [plain, styled]) {
    const isDone = sameLines(own, textOf(next)) && from === undefined
    if (isDone) return undefined
    if (sameLines(own, textOf(base))) return write(request, 'replaced', inShapeOf(textOf(next), own))
  }
  if (plain.base === plain.next) return write(request, 'moved', found.bytes)
  if (isSample) return kept(request, found.bytes)
  if (hasMarkers(own))
    return { path, action: 'yours', detail: `${path} still holds the markers of a conflict`, writes: new Map() }
  return isKeyed(path) ? mergeKeyed(request, own, found.bytes) : mergeText(request, own, found.bytes)
}

function mergeText(request: MergeRequest, own: Text, bytes: Uint8Array): PlanStep {
  const { path, styled, names, conflicts } = request
  const [base, next] = [textOf(styled.base), textOf(styled.next)]
  const merged = mergeLines(base, own, next, names, /\.[cm]?[jt]s$/.test(path))
  if (merged.conflicts === 0) return write(request, 'merged', merged.text)
  if (isList(path)) return write(request, 'merged', mergeLists(base, own, next))
  if (conflicts === 'files') return beside(request, undefined)
  const places = merged.conflicts === 1 ? '1 place' : `${merged.conflicts} places`
  return {
    ...write(request, 'conflict', merged.text, `${places} between markers`),
    isConflict: true,
    sides: { base: inShapeOf(base, own), yours: bytes, next: inShapeOf(next, own) },
  }
}

function mergeKeyed(request: MergeRequest, own: Text, bytes: Uint8Array): PlanStep {
  const { styled } = request
  const merged = mergeJson(styled.base, own.lines.join('\n'), styled.next)
  if (merged === undefined) return beside(request, 'it is not a JSON object')
  const text = inShapeOf(textOf(merged.text), own)
  if (merged.conflicts.length === 0) return write(request, 'merged', text)
  const detail = `your ${merged.conflicts.join(' and ')} ${merged.conflicts.length === 1 ? 'is' : 'are'} kept`
  const isUnchanged = sameLines(textOf(merged.text), own)
  return {
    ...write(request, 'conflict', isUnchanged ? bytes : text, detail),
    isConflict: true,
    leftOut: patchOf(request.path, styled.base, styled.next),
  }
}

/** An edited sample stays as it is, at its new place if it has one. */
function kept(request: MergeRequest, bytes: Uint8Array): PlanStep {
  const { path, from, styled } = request
  const leftOut = patchOf(path, styled.base, styled.next)
  const detail = 'it is yours since you changed it; the diff is what is new'
  if (from !== undefined) return { ...write(request, 'moved', bytes, detail), leftOut }
  return { path, action: 'kept', detail, leftOut, writes: new Map() }
}

/** Leaves a file alone, and puts the new rendering beside it. */
function beside(request: MergeRequest, why: string | undefined): PlanStep {
  const { path, from, styled, isFree } = request
  const place = besideOf(path)
  const said = why === undefined ? '' : `${why}; `
  if (!isFree(place)) return { path: place, action: 'yours', detail: `${place} is there already`, writes: new Map() }
  const writes = new Map<string, Contents | null>([[place, styled.next]])
  const where = from === undefined ? {} : { from }
  return { path, action: 'conflict', ...where, isConflict: true, detail: `${said}the new one is ${place}`, writes }
}

/** `src/app.new.ts` for `src/app.ts`, `Dockerfile.new` for `Dockerfile`. */
function besideOf(path: string): string {
  const [, head = path, extension = ''] = /^(.*[^/])(\.[^./]+)$/.exec(path) ?? []
  return `${head}.new${extension}`
}

function write({ path, from }: MergeRequest, action: Action, contents: Contents, detail?: string): PlanStep {
  const removal: readonly (readonly [string, null])[] = from === undefined ? [] : [[from, null]]
  return {
    path,
    action: from !== undefined && (action === 'replaced' || action === 'merged') ? 'moved' : action,
    ...(from === undefined ? {} : { from }),
    ...(detail === undefined ? {} : { detail }),
    writes: new Map<string, Contents | null>([...removal, [path, contents]]),
  }
}
