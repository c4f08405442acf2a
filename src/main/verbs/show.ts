import type { Answers } from '../../model/answers.ts'
import type { Contents, PlanStep } from '../../model/plan.ts'
import { printable } from '../../model/printable.ts'
import type { Verb } from '../../model/verbs.ts'
import { patchOfBytes } from '../../plan/patch.ts'
import { storedAnswers } from '../../render/stored.ts'
import type { OpenProject } from './open-project.ts'
import type { Planned } from './planned.ts'

/** What a plan changes in the files of a project, as a patch; behind it, what it leaves for the user to take over. */
export function diffOf({ project, writes, steps }: Planned): string {
  const patches = [...writes].map(([path, contents]) => changeOf(project, path, contents))
  const leftOut = steps.flatMap(({ leftOut }) => (leftOut ? [leftOut] : []))
  return [...patches, ...leftOutDiff(leftOut)].join('')
}

/** What a plan leaves for the user to take over. */
export function leftOutOf(steps: readonly PlanStep[]): string {
  return leftOutDiff(steps.flatMap(({ leftOut }) => (leftOut ? [leftOut] : []))).join('')
}

function leftOutDiff(patches: readonly string[]): readonly string[] {
  return patches.length === 0 ? [] : ['\nLeft for you to take over:\n', ...patches]
}

function changeOf({ files }: OpenProject, path: string, contents: Contents | null): string {
  const place = files.look(path)
  const before = place.kind === 'file' ? Buffer.from(place.bytes).toString('utf8') : undefined
  return patchOfBytes(path, before, contents === null ? undefined : Buffer.from(contents))
}

/** A file, and what becomes or became of it. */
type Row = Pick<PlanStep, 'path' | 'isConflict'> & { readonly action: string }

/** What `--json` prints of a verb. */
export function verbDocument(
  verb: Verb,
  version: string,
  answers: Answers,
  steps: readonly Row[],
  more: object = {},
): string {
  const plan = steps.map(({ path, action }) => ({ path, action }))
  const conflicts = steps.flatMap(({ path, isConflict }) => (isConflict ? [path] : []))
  const document = { verb, version, answers: storedAnswers(answers), plan, conflicts, ...more }
  return printable(`${JSON.stringify(document, null, 2)}\n`)
}
