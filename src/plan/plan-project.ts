import type { ConflictStyle, Found, PlanStep } from '../model/plan.ts'
import { type MergeRequest, mergeFile } from './merge-file.ts'
import type { SideNames } from './merge-lines.ts'
import { isSample } from './samples.ts'
import { readText, sameLines, textOf } from './text.ts'

export interface PlanRequest {
  /** What was rendered for the project as it is, and what is rendered for it now. */
  readonly base: ReadonlyMap<string, string>
  readonly next: ReadonlyMap<string, string>
  /** By old path. */
  readonly moves: ReadonlyMap<string, string>
  readonly found: (path: string) => Found
  /** Folders that hold pages. */
  readonly pages: readonly string[]
  /** A text of ours as the project's formatter leaves it. */
  readonly formatted?: (side: 'base' | 'next', path: string) => string
  /** New files come formatted, since the project's own are. */
  readonly formatsNew?: boolean
  readonly names: SideNames
  readonly conflicts: ConflictStyle
}

/** What becomes of each file of a project whose rendering changes, sorted by path. Pure: nothing is read but by `found`. */
export function planProject(request: PlanRequest): readonly PlanStep[] {
  const { base, next, moves } = request
  const moved = new Set(moves.values())
  const steps = [
    ...[...next.keys()].filter((path) => !base.has(path) && !moved.has(path)).map((path) => stepForNew(request, path)),
    ...[...base.keys()].map((path) => stepForOld(request, path)),
  ]
  return steps.filter((step) => step !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function stepForNew({ next, found, formatted, formatsNew }: PlanRequest, path: string): PlanStep | undefined {
  const plain = next.get(path) ?? ''
  const text = formatsNew ? (formatted?.('next', path) ?? plain) : plain
  const place = found(path)
  if (place.kind === 'absent') return { path, action: 'new', writes: new Map([[path, text]]) }
  if (place.kind === 'obstacle') return yours(path, place.what)
  const own = readText(place.bytes)
  const isThere = own !== undefined && [plain, text].some((one) => sameLines(own, textOf(one)))
  return isThere ? undefined : yours(path, `${path} is a file of yours`)
}

function yours(path: string, detail: string): PlanStep {
  return { path, action: 'yours', detail, writes: new Map() }
}

function stepForOld(request: PlanRequest, path: string): PlanStep | undefined {
  const { base, next, moves, found } = request
  const place = moves.get(path) ?? path
  const after = next.get(place)
  if (after !== undefined && place === path && after === base.get(path)) return undefined
  const state = found(path)
  if (after === undefined) return stepForGone(request, path, state)
  if (state.kind === 'absent') {
    const isThere = place !== path && found(place).kind === 'file'
    return isThere ? undefined : { path: place, action: 'deleted by you', writes: new Map() }
  }
  const target = place === path ? undefined : found(place)
  if (target !== undefined && target.kind !== 'absent') {
    return yours(place, target.kind === 'obstacle' ? target.what : `${place} is a file of yours`)
  }
  return mergeFile(mergeRequest(request, path, place), state)
}

function stepForGone(request: PlanRequest, path: string, state: Found): PlanStep | undefined {
  if (state.kind === 'absent') return undefined
  const isEdited = state.kind === 'obstacle' || !isAsMade(request, path, state.bytes)
  if (!isEdited) return { path, action: 'no longer made', writes: new Map([[path, null]]) }
  return { path, action: 'no longer made', detail: 'it is kept, since you changed it', writes: new Map() }
}

function isAsMade({ base, formatted }: PlanRequest, path: string, bytes: Uint8Array): boolean {
  const own = readText(bytes)
  const made = base.get(path) ?? ''
  if (own === undefined) return false
  return sameLines(own, textOf(made)) || (formatted !== undefined && sameLines(own, textOf(formatted('base', path))))
}

function mergeRequest(request: PlanRequest, path: string, place: string): MergeRequest {
  const { base, next, formatted, names, conflicts, pages, found } = request
  const plain = { base: base.get(path) ?? '', next: next.get(place) ?? '' }
  return {
    path: place,
    ...(place === path ? {} : { from: path }),
    plain,
    styled: formatted === undefined ? plain : { base: formatted('base', path), next: formatted('next', place) },
    isSample: isSample(path, pages),
    names,
    conflicts,
    isFree: (other) => found(other).kind === 'absent',
  }
}
