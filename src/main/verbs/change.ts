import { addTo, removeFrom, setIn } from '../../answers/change-answers.ts'
import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { type Checked, checkProject, notInstalled } from '../../finish/check-project.ts'
import type { Choices } from '../../model/answers.ts'
import { Failure, wrongRequest } from '../../model/failure.ts'
import { printable, printableLine } from '../../model/printable.ts'
import { askAboutPlan, planList } from '../../prompts/plan-list.ts'
import { resourceLanguage } from '../../resource/language.ts'
import { isInteractive, type World } from '../world.ts'
import { applyPlan, assertCommitted, repositoryOf } from './apply.ts'
import { followingHistory, keepMigrations } from './migrations.ts'
import { openProject, resolveIn, savedChoices } from './open-project.ts'
import { assertFree, type Planned, planChange } from './planned.ts'
import { checkVersion, renderBase, renderHere } from './renderings.ts'
import { diffOf, leftOutOf, verbDocument } from './show.ts'

/** `add`, `remove` and `set`: new answers, rendered and merged with what the user made of the project. */
export async function changeAnswers(
  world: World,
  request: VerbRequest,
  flags: Choices,
  run: RunOptions,
): Promise<Failure | undefined> {
  const { pack } = world
  const { verb, words } = request
  const project = openProject(world, request, writes(request, run))
  checkVersion(project.record, pack, verb)
  const saved = savedChoices(project)
  const { choices, known } = changed()
  if (known.length > 0 && !request.check) throw nothingToDo(verb, known)
  const { answers, notes } = resolveIn(world, choices)
  const base = await renderBase(world, project)
  const following = await followingHistory(world, project, answers)
  const next = keepMigrations(following, project, base, await renderHere(world, answers, following.history))
  const about = verb === 'set' ? 'set' : `${verb} ${words.map((word) => word.split(/[\s/]/)[0]).join(' ')}`
  const sides = { base, next, answers, following, notes }
  return carryOut(world, request, run, await planChange(world, project, request, about, sides))

  function changed(): { readonly choices: Choices; readonly known: readonly string[] } {
    if (verb === 'add') return addTo(pack, saved, words, flags, resourceLanguage)
    return verb === 'remove' ? removeFrom(pack, saved, words) : { choices: setIn(pack, saved, flags), known: [] }
  }
}

/** What a run that was cut off left is put right by those that write. */
export function writes({ check }: VerbRequest, { dryRun }: RunOptions): boolean {
  return !check && !dryRun
}

/** Shows a plan, asks where somebody is there, and makes the changes. Returns the Failure of what is left to do. */
export async function carryOut(
  world: World,
  request: VerbRequest,
  run: RunOptions,
  planned: Planned,
): Promise<Failure | undefined> {
  const { pack, stdout, stderr } = world
  const { steps, answers, notes } = planned
  const isQuiet = run.json
  const isPlain = run.dryRun || request.check
  const said = (text: string) => (isQuiet ? stderr : stdout).write(text)
  if (!isPlain && !run.accepts && (isQuiet || !isInteractive(world))) assertNoLoss(planned.losses)
  const lost = planned.losses.map((loss) => `Stored items are affected: ${loss}.`)
  for (const note of [...notes, ...lost]) said(`Note: ${printableLine(note)}\n`)
  if (steps.length > 0 && !isQuiet) stdout.write(planList(steps, world.env, stdout))
  assertFree(planned)
  const document = (more = {}) => verbDocument(request.verb, pack.version, answers, steps, more)
  if (steps.length === 0 || isPlain) {
    if (isQuiet) stdout.write(document())
    else stdout.write(steps.length === 0 ? 'Nothing to do.\n' : run.dryRun ? printable(`\n${diffOf(planned)}`) : '')
    return request.check && steps.length > 0 ? workToDo(planned) : conflictsIn(planned, 'would remain')
  }
  const repository = await repositoryOf(world, planned)
  if (!request.allowDirty) await assertCommitted(repository, planned)
  if (!run.yes && isInteractive(world)) {
    const { stdin, signal, env } = world
    await askAboutPlan({ input: stdin, output: stdout, signal, env }, diffOf(planned), planned.losses)
  }
  await applyPlan(world, planned, repository)
  const { failures, unchecked } = await checkChanged(world, planned)
  const types = unchecked === undefined ? '' : `Its types were not checked: ${unchecked}.\n`
  // Packages that are not installed are the state of a new project, and nothing to look into.
  if (isQuiet) stdout.write(document(unchecked === undefined || unchecked === notInstalled ? {} : { unchecked }))
  else stdout.write(printable(leftOutOf(steps) + ending(planned) + types))
  return conflictsIn(planned, 'remain') ?? failedCheck(failures)
}

/** The changes are made by then: what ends the check ends the run, and undoes nothing. */
async function checkChanged(world: World, { project, answers }: Planned): Promise<Checked> {
  try {
    return await checkProject(project.files.root, answers.packageManager, world)
  } catch (error) {
    if (!(error instanceof Failure) || !world.signal.aborted) throw error
    throw new Failure(error.code, `${error.message} at the check; the changes are made, "undo" takes them back`)
  }
}

/** Throws the Failure of what wants a word of the user's own. */
function assertNoLoss(losses: readonly string[]): void {
  if (losses.length === 0) return
  throw wrongRequest(`stored items are affected: ${losses.join('; ')}\nAdd --yes to do it all the same`)
}

function ending({ steps, writes }: Planned): string {
  const count = writes.size
  const packages = steps.some(({ path, writes }) => path === 'package.json' && writes.size > 0)
  const install = packages ? ' package.json has changed: install again if its packages have.' : ''
  return `\nChanged ${count === 1 ? '1 file' : `${count} files`}.${install} "create-raw-http-app undo" takes it back.\n`
}

function nothingToDo(verb: string, known: readonly string[]): Failure {
  const [are, out] = known.length === 1 ? ['is', 'leave it out'] : ['are', 'leave them out']
  const [state, move] =
    verb === 'add'
      ? [`${are} in the project already`, `${out}, or use "set" to change a resource`]
      : [`${are} not in the project`, out]
  return wrongRequest(`${known.join(' and ')} ${state}: ${move}`)
}

function workToDo({ steps }: Planned): Failure {
  return new Failure('workToDo', `${steps.length === 1 ? '1 file' : `${steps.length} files`} would change`)
}

function conflictsIn({ steps }: Planned, state: string): Failure | undefined {
  const paths = steps.filter(({ isConflict }) => isConflict).map(({ path }) => path)
  if (paths.length === 0) return undefined
  return new Failure('conflictsRemain', `conflicts ${state} in ${paths.join(', ')}\nSettle them by hand, then commit`)
}

function failedCheck(failures: readonly string[]): Failure | undefined {
  if (failures.length === 0) return undefined
  const named = failures.slice(0, 5).join('; ') + (failures.length > 5 ? `; and ${failures.length - 5} more` : '')
  return new Failure(
    'conflictsRemain',
    `the changes are made, but the project's check fails: ${named}\nFix that, or undo`,
  )
}
