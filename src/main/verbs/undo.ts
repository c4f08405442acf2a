import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { changeProject } from '../../disk/project-files.ts'
import { openUndoStore, sha256, type UndoEntry, type UndoFile, type UndoStore } from '../../disk/undo-store.ts'
import { openRepository } from '../../finish/repository.ts'
import type { Answers } from '../../model/answers.ts'
import { Failure, wrongRequest } from '../../model/failure.ts'
import { isMigration } from '../../model/migration.ts'
import type { Action, Contents, PlanStep } from '../../model/plan.ts'
import { printableLine } from '../../model/printable.ts'
import { recordPath } from '../../model/record.ts'
import { askAboutPlan, planList } from '../../prompts/plan-list.ts'
import { isInteractive, type World } from '../world.ts'
import { writes } from './change.ts'
import { type OpenProject, openProject } from './open-project.ts'
import { diffOf, verbDocument } from './show.ts'

/** `undo`: takes back the last change that a verb made in a project, and the next time the one before. */
export async function undoLast(world: World, request: VerbRequest, run: RunOptions): Promise<Failure | undefined> {
  const { stdout, stderr, env, platform, signal, stdin } = world
  const project = openProject(world, request, writes(request, run))
  const { files } = project
  const store = openUndoStore(files.root, env, platform)
  const last = lastOf(store, project, writes(request, run))
  if (last === undefined) {
    if (request.check) return undefined
    throw wrongRequest('there is nothing to undo here: no verb has changed this project, or all of it is undone')
  }
  const { name, entry } = last
  const contents = new Map(entry.files.map(({ path, before }) => [path, bytesOf(before)] as const))
  const steps = entry.files.map((file) => stepOf(project, file))
  const losses = lossesOf(contents, project, entry)
  if (writes(request, run) && !run.accepts && (run.json || !isInteractive(world)) && losses.length > 0) {
    throw wrongRequest(`${losses.join(' ')}\nAdd --yes to undo it all the same`)
  }
  const planned = { about: 'undo', project, answers: project.answers, steps, writes: contents, notes: [], losses }
  const document = () => verbDocument('undo', versionIn(contents, project), answersIn(contents, project), steps)
  if (run.json && !writes(request, run)) stdout.write(document())
  if (!run.json) stdout.write(`Undo ${printableLine(entry.about)}:\n${planList(steps, env, stdout)}`)
  assertUnchanged(project, entry)
  if (losses.length > 0) (run.json ? stderr : stdout).write(`Note: ${printableLine(losses.join(' '))}.\n`)
  if (!writes(request, run)) {
    if (run.dryRun && !run.json) stdout.write(`\n${diffOf(planned)}`)
    return request.check ? new Failure('workToDo', `${entry.about} can be undone`) : undefined
  }
  if (!run.yes && isInteractive(world)) {
    await askAboutPlan({ input: stdin, output: stdout, signal, env }, diffOf(planned), losses)
  }
  signal.throwIfAborted()
  changeProject(
    files,
    contents,
    new Map(entry.files.flatMap(({ path, mode }) => (mode === undefined ? [] : [[path, mode]]))),
  )
  store.remove(name)
  await restoreIndex(world, project, entry)
  stdout.write(run.json ? document() : `\nUndone: ${printableLine(entry.about)}.\n`)
  return undefined
}

/** Migrations that go: a database that has applied one is refused by the server from then on. */
function lossesOf(contents: ReadonlyMap<string, Contents | null>, project: OpenProject, { files }: UndoEntry) {
  const gone = files.filter(({ path, before }) => before === null && isMigration(path)).map(({ path }) => path)
  const stays = Object.keys(recordIn(contents, project).files).some(isMigration)
  if (gone.length === 0 || !stays) return []
  const [goes, applied] = gone.length === 1 ? ['goes', 'it'] : ['go', 'them']
  return [`${gone.join(', ')} ${goes}: the server refuses to start with a database that has applied ${applied}`]
}

/** What a run that was cut off kept and never made is no change. */
function lastOf(store: UndoStore, project: OpenProject, forgets: boolean) {
  for (const { name, entry } of [...store.list()].reverse()) {
    if (entry.files.some((file) => !isAs(project, file.path, file.before === null ? null : digestOf(file.before)))) {
      return { name, entry }
    }
    if (forgets) store.remove(name)
  }
  return undefined
}

/** Throws the Failure (3) that names what was changed since. */
function assertUnchanged(project: OpenProject, { about, files }: UndoEntry): void {
  const changed = files.filter(({ path, after }) => !isAs(project, path, after)).map(({ path }) => path)
  if (changed.length === 0) return
  throw new Failure(
    'inTheWay',
    `${changed.join(', ')} ${changed.length === 1 ? 'was' : 'were'} changed since "${about}"; nothing was written\n` +
      'Put back what you changed, as with git, and run again',
  )
}

function isAs({ files }: OpenProject, path: string, digest: string | null): boolean {
  const place = files.look(path)
  if (place.kind === 'file') return digest !== null && sha256(place.bytes) === digest
  return place.kind === 'absent' && digest === null
}

function stepOf({ files }: OpenProject, { path, before }: UndoFile): PlanStep {
  const isThere = files.look(path).kind === 'file'
  const action: Action = before === null ? 'no longer made' : isThere ? 'replaced' : 'new'
  return { path, action, writes: new Map([[path, bytesOf(before)]]) }
}

function bytesOf(before: string | null): Contents | null {
  return before === null ? null : Buffer.from(before, 'base64')
}

function digestOf(before: string): string {
  return sha256(Buffer.from(before, 'base64'))
}

function recordIn(contents: ReadonlyMap<string, Contents | null>, { record }: OpenProject) {
  const before = contents.get(recordPath)
  return before ? (JSON.parse(Buffer.from(before).toString('utf8')) as OpenProject['record']) : record
}

function versionIn(contents: ReadonlyMap<string, Contents | null>, project: OpenProject): string {
  return recordIn(contents, project).version
}

function answersIn(contents: ReadonlyMap<string, Contents | null>, project: OpenProject): Answers {
  return recordIn(contents, project).answers
}

async function restoreIndex({ env, signal }: World, { files }: OpenProject, { index }: UndoEntry): Promise<void> {
  if (index === undefined) return
  const repository = await openRepository(files.root, { env, signal })
  await repository?.restoreIndex(index)
}
