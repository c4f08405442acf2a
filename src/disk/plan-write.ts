import { isUtf8 } from 'node:buffer'
import { realpathSync } from 'node:fs'
import { Failure } from '../model/failure.ts'
import { valueAt } from '../model/json-path.ts'
import { recordPath } from '../model/record.ts'
import { asDiskFailure, shown } from './disk-failure.ts'
import { inspectTarget } from './inspect-target.ts'
import { madeByDeadRun } from './journal.ts'
import { recoverLeftovers } from './leftovers.ts'
import { madeByInit } from './made-by-init.ts'
import { mergeGitignore } from './merge-gitignore.ts'
import { type Merged, mergePackage } from './merge-package.ts'
import { assertInside, destinationOf, type Place, placeOf, wayTo } from './way.ts'

/** What writing will do. Paths are relative to `target`, with slashes; both lists are sorted and hold no other file. */
export interface WritePlan {
  readonly target: string
  /** Every file of the project with its final text, merged where it was there before. */
  readonly files: ReadonlyMap<string, string>
  readonly created: readonly string[]
  /** Files that are there with other bytes. */
  readonly replaced: readonly string[]
}

/** A plan and, when it may not be carried out, the message that says why and what to do. */
export interface WriteReport {
  readonly plan: WritePlan
  readonly refused: string | undefined
}

export interface PlanOptions {
  readonly overwrite: boolean
}

/**
 * Clears what a killed run left, then plans. Throws a Failure: `directoryInUse` when somebody's work is in the way,
 * `failed` when the disk does not tell.
 */
export function planWrite(target: string, files: ReadonlyMap<string, string>, options: PlanOptions): WritePlan {
  recoverLeftovers(target)
  const { plan, refused } = describeWrite(target, files, options)
  if (refused !== undefined) throw new Failure('directoryInUse', refused)
  return plan
}

/** Plans without changing anything on the disk, and tells a refusal instead of throwing it. */
export function describeWrite(target: string, files: ReadonlyMap<string, string>, options: PlanOptions): WriteReport {
  try {
    for (const path of files.keys()) assertInside(target, path)
    const state = inspectTarget(target)
    if (state.kind === 'absent' || state.kind === 'file') {
      const plan = { target, files, created: [...files.keys()].sort(), replaced: [] }
      return { plan, refused: state.kind === 'file' ? fileInTheWay(target) : undefined }
    }
    const { plan, conflicts } = compare(target, files)
    const ofInit = madeByInit(realpathSync(target))
    const isNobodys = (path: string) => path === '.gitignore' || ofInit.has(path)
    const entries = state.kind === 'inUse' ? state.entries : plan.replaced.filter((path) => !isNobodys(path))
    if (entries.length > 0 && !options.overwrite) return { plan, refused: inUse(target, entries) }
    return { plan, refused: conflicts.length === 0 ? undefined : `${shown(target)}: ${conflicts[0]}` }
  } catch (error) {
    throw asDiskFailure(error, target)
  }
}

function compare(
  target: string,
  files: ReadonlyMap<string, string>,
): { plan: WritePlan; conflicts: readonly string[] } {
  const root = realpathSync(target)
  const final = new Map(files)
  const created: string[] = []
  const replaced: string[] = []
  const conflicts: string[] = []
  const halfMade = madeByDeadRun(root)
  for (const [path, text] of files) {
    const place: Place = halfMade.has(path) ? { kind: 'absent' } : placeOf(root, path)
    if (place.kind === 'absent') created.push(path)
    if (place.kind === 'obstacle') conflicts.push(`${place.what}. Move it away, or choose another name.`)
    if (place.kind !== 'file') continue
    const merged = merge(path, place.bytes, text, managerOf(files))
    if ('conflict' in merged) conflicts.push(merged.conflict)
    else final.set(path, merged.text)
    if ('conflict' in merged || !place.bytes.equals(Buffer.from(merged.text))) replaced.push(path)
  }
  return { plan: { target, files: final, created: created.sort(), replaced: replaced.sort() }, conflicts }
}

/** The package manager that the record of a project names. */
function managerOf(files: ReadonlyMap<string, string>): unknown {
  const record = files.get(recordPath)
  return record === undefined ? undefined : valueAt(JSON.parse(record), ['answers', 'packageManager'])
}

const mergers: Readonly<Record<string, (existing: string, ours: string, manager: unknown) => Merged>> = {
  '.gitignore': (existing, ours) => ({ text: mergeGitignore(existing, ours) }),
  'package.json': mergePackage,
}

function merge(path: string, existing: Buffer, ours: string, manager: unknown): Merged {
  const merger = Object.hasOwn(mergers, path) ? mergers[path] : undefined
  if (merger === undefined) return { text: ours }
  if (!isUtf8(existing)) return { conflict: `${path} is not UTF-8. Convert it, or choose another name.` }
  return merger(existing.toString('utf8'), ours, manager)
}

function inUse(target: string, entries: readonly string[]): string {
  const more = entries.length - namedEntries
  const named = entries.slice(0, namedEntries).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return `${shown(target)} is not empty: it holds ${named}.\nUse --overwrite to replace the files that the project also has, or choose another name.`
}

const namedEntries = 5

function fileInTheWay(target: string): string {
  const { existing, missing } = wayTo(target)
  const culprit = shown(missing.length === 0 ? target : existing)
  const what = destinationOf(existing) === undefined ? 'a link that leads nowhere' : 'a file'
  return `${culprit} is ${what}, where a directory is needed. Choose another name.`
}
