import { filesBelow } from '../../disk/project-files.ts'
import type { Answers } from '../../model/answers.ts'
import { wrongRequest } from '../../model/failure.ts'
import { firstHistory, type History, isMigration, nextNumber, tablesAfter } from '../../model/migration.ts'
import type { ProjectRecord } from '../../model/record.ts'
import type { Resource } from '../../model/resource.ts'
import { includedFeatures } from '../../render/included.ts'
import { migrationKind } from '../../render/placeholders.ts'
import { inOrderOfCreation } from '../../render/references.ts'
import { type Consequences, consequencesOf } from '../../resource/losses.ts'
import type { World } from '../world.ts'
import { printHistory } from './history.ts'
import type { OpenProject } from './open-project.ts'
import { type Rendering, renderHere } from './renderings.ts'

/** The history that follows from new answers, and what it means for the items that are stored. */
export interface Following extends Consequences {
  readonly history: History
  /** It goes on from that of the project, whose migrations stay as they are. */
  readonly goesOn: boolean
  readonly notes: readonly string[]
}

/**
 * The migrations that bring the tables of a project to new answers, after those that it has. Throws a Failure for a
 * change that cannot be made to a table.
 */
export async function followingHistory(world: World, project: OpenProject, answers: Answers): Promise<Following> {
  const [before, after] = [storeOf(world, project.answers), storeOf(world, answers)]
  const afresh = { history: firstHistory(answers.resources), goesOn: false, losses: [], risks: [] }
  if (before.id === '') return { ...afresh, notes: [] }
  if (before.id !== after.id) return { ...afresh, notes: notesOfLeaving(world, project, answers) }
  const known = [...migrationNames(project), ...project.history.map(({ number }) => number)]
  const consequences: Consequences[] = []
  let history = project.history
  const append = (resource: Resource) => {
    const added = history.slice(project.history.length).map(({ number }) => number)
    return [...history, { number: nextNumber([...known, ...added]), resource }]
  }
  const tables = tablesAfter(history)
  for (const resource of answers.resources) {
    const saved = project.answers.resources.find(({ name }) => name === resource.name)
    if (saved === undefined) history = append(resource)
    else if (JSON.stringify(saved) !== JSON.stringify(resource)) {
      consequences.push(consequencesOf(saved, resource))
      if (!after.kinds.includes('change')) await assertSameTable(world, project, answers)
      else if (await hasStatements(world, answers, append(resource))) history = append(resource)
    }
  }
  for (const { name, singular } of [...inOrderOfCreation([...tables.values()])].reverse()) {
    if (answers.resources.some((resource) => resource.name === name)) continue
    if (!after.kinds.includes('removal')) throw mayBeApplied(name)
    consequences.push({ losses: [`${name} goes with its table and all that is in it`], risks: [] })
    history = append({ name, singular, fields: [] })
  }
  const [losses, risks] = [consequences.flatMap((one) => one.losses), consequences.flatMap((one) => one.risks)]
  return { history, goesOn: true, losses, risks, notes: risks }
}

/** A rendering in which the migrations that a project has are as they were written. */
export function keepMigrations(
  { history, goesOn }: Following,
  project: OpenProject,
  base: Rendering,
  next: Rendering,
): Rendering {
  if (!goesOn) return next
  const added = history.slice(project.history.length).map(({ number }) => number)
  const files = new Map([...next.files].filter(([path]) => !isMigration(path) || added.includes(numberIn(path))))
  for (const [path, text] of base.files) if (isMigration(path)) files.set(path, text)
  return { ...next, files }
}

/** What goes on record of a history: nothing where the answers alone give the same migrations. */
export async function recordOf(
  world: World,
  answers: Answers,
  history: History,
): Promise<Pick<ProjectRecord, 'migrations'>> {
  const migrations = printHistory(history)
  if (migrations.join('\n') === printHistory(firstHistory(answers.resources)).join('\n')) return {}
  const [one, other] = await Promise.all([history, undefined].map((some) => migrationsOf(world, answers, some)))
  return one === other ? {} : { migrations }
}

async function migrationsOf(world: World, answers: Answers, history: History | undefined): Promise<string> {
  const { files } = await renderHere(world, answers, history)
  return JSON.stringify([...files].filter(([path]) => isMigration(path)))
}

/** What makes the tables of a project: the features, and the kinds of migrations that they can write. */
function storeOf({ pack }: World, answers: Answers) {
  const makers = includedFeatures(pack, answers).flatMap(({ id, files }) =>
    files.flatMap(({ target }) => {
      const kind = migrationKind(target)
      return kind === undefined ? [] : [{ id, kind }]
    }),
  )
  return { id: [...new Set(makers.map(({ id }) => id))].join(), kinds: makers.map(({ kind }) => kind) }
}

/** A change of a rule that the table knows nothing of leaves nothing but comments. */
async function hasStatements(world: World, answers: Answers, history: History): Promise<boolean> {
  const { files } = await renderHere(world, answers, history)
  const last = [...files].find(([path]) => isMigration(path) && numberIn(path) === history.at(-1)?.number)
  return last?.[1].split('\n').some((line) => !/^(?:--|\s*$)/.test(line)) === true
}

/** For a store that cannot change a table. */
async function assertSameTable(world: World, { answers, history }: OpenProject, changed: Answers): Promise<void> {
  const [base, next] = await Promise.all([
    renderHere(world, answers, history),
    renderHere(world, changed, firstHistory(changed.resources)),
  ])
  const other = [...base.files].find(([path, text]) => isMigration(path) && next.files.get(path) !== text)
  if (other !== undefined) throw mayBeApplied(other[0])
}

function mayBeApplied(what: string) {
  return wrongRequest(
    `a database may have applied ${what}, and the store of this project cannot change a table\n` +
      'Change src/resources/ by hand, and the table in a new file of migrations/',
  )
}

function numberIn(path: string): string {
  return /(\d+)[^/]*$/.exec(path)?.[1] ?? ''
}

/** The names of those that the project has, and of those that its owner wrote or deleted. */
function migrationNames({ files, record }: OpenProject): readonly string[] {
  const paths = [...Object.keys(record.files), ...filesBelow(files.root, 'migrations')].filter(isMigration)
  return paths.map((path) => path.slice(path.lastIndexOf('/') + 1))
}

function notesOfLeaving({ pack }: World, project: OpenProject, next: Answers): readonly string[] {
  const { answers, files, record } = project
  const ignored = [answers, next].map((some) =>
    includedFeatures(pack, some).flatMap(({ manifest }) => manifest.ignored ?? []),
  )
  const seen = ignored[0]?.filter((path) => !ignored[1]?.includes(path)) ?? []
  const names = answers.resources.map(({ name }) => name).join(', ')
  const own = filesBelow(files.root, 'migrations').filter((path) => record.files[path] === undefined)
  return [
    `The database of the project keeps its tables with all that is in them (${names}); nothing here reads them any more.`,
    ...(seen.length === 0 ? [] : [`Do not commit it: .gitignore does not list ${seen.join(', ')} any more.`]),
    ...(own.length === 0 ? [] : [`Yours, and left in migrations: ${own.join(', ')}.`]),
  ]
}
