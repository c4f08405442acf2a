import type { VerbRequest } from '../../arguments/verb-request.ts'
import { filesBelow } from '../../disk/project-files.ts'
import type { Answers } from '../../model/answers.ts'
import { Failure } from '../../model/failure.ts'
import { isMigration } from '../../model/migration.ts'
import { featureOf, type Pack } from '../../model/pack.ts'
import type { Contents, PlanStep } from '../../model/plan.ts'
import { recordPath } from '../../model/record.ts'
import { movesBetween } from '../../plan/moves.ts'
import { planProject } from '../../plan/plan-project.ts'
import { withRecord } from '../../record/print-record.ts'
import { storedAnswers } from '../../render/stored.ts'
import { digest } from '../digest.ts'
import type { World } from '../world.ts'
import { formattingOf } from './formatting.ts'
import { type Following, recordOf } from './migrations.ts'
import type { OpenProject } from './open-project.ts'
import type { Rendering } from './renderings.ts'

/** What a verb is about to do. */
export interface Planned {
  /** The words of the run, as in `add cors`. */
  readonly about: string
  readonly project: OpenProject
  /** Those that the project has from then on. */
  readonly answers: Answers
  readonly steps: readonly PlanStep[]
  /** Every file that is written, the record included; null takes one away. */
  readonly writes: ReadonlyMap<string, Contents | null>
  readonly notes: readonly string[]
  /** What is lost of the items that are stored. */
  readonly losses: readonly string[]
}

export interface Sides {
  readonly base: Rendering
  readonly next: Rendering
  readonly answers: Answers
  readonly following: Following
  readonly notes: readonly string[]
}

/** Compares what was rendered, what is rendered now, and what the user made of it. */
export async function planChange(
  world: World,
  project: OpenProject,
  request: VerbRequest,
  about: string,
  sides: Sides,
): Promise<Planned> {
  const { base, next, answers, following } = sides
  const { pack } = world
  const origins =
    base.origins === undefined || next.origins === undefined ? undefined : { base: base.origins, next: next.origins }
  const moves = movesBetween(base.files, next.files, origins)
  const made = {
    ...{ version: pack.version, answers: storedAnswers(answers) },
    ...(await recordOf(world, answers, following.history)),
  }
  const written = withRecord(made, next.files, digest, following.goesOn ? migrationsIn(project) : {})
  const formatting = await formattingOf(world, project, base.files, written, request)
  const steps = planProject({
    ...{ base: base.files, next: next.files, moves, found: project.files.look },
    ...formatting,
    pages: [...pageFolders(pack, project.answers), ...pageFolders(pack, answers)],
    names: { yours: 'yours', base: `as it was made, ${project.record.version}`, next: `${about}, ${pack.version}` },
    conflicts: request.conflicts,
  })
  const styled = formatting.formatsNew ? formatting.formatted?.('next', recordPath) : undefined
  const recordStep = stepForRecord(project, styled ?? written.get(recordPath) ?? '')
  const all = [...steps, ...recordStep].sort((a, b) => (a.path < b.path ? -1 : 1))
  return {
    ...{ about, project, answers, steps: all },
    writes: new Map(all.flatMap((step) => [...step.writes])),
    losses: following.losses,
    notes: [...sides.notes, ...following.notes, ...strayPages(project, moves, pageFolders(pack, project.answers))],
  }
}

/** The digests of migrations, which never change. */
function migrationsIn({ record }: OpenProject): OpenProject['record']['files'] {
  return Object.fromEntries(Object.entries(record.files).filter(([path]) => isMigration(path)))
}

/** A record that says the same in another style stays as it is. */
function stepForRecord({ files }: OpenProject, record: string): readonly PlanStep[] {
  const found = files.look(recordPath)
  const plain = (text: string) => JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, '')))
  if (found.kind === 'file' && plain(Buffer.from(found.bytes).toString('utf8')) === plain(record)) return []
  return [{ path: recordPath, action: 'replaced', writes: new Map([[recordPath, record]]) }]
}

/** Throws the Failure (3) that names what of the user's is in the way. */
export function assertFree({ steps }: Planned): void {
  const mine = steps.filter(({ action }) => action === 'yours')
  const [first] = mine
  if (first === undefined) return
  const others = mine.length > 1 ? `; so ${mine.length === 2 ? 'is' : 'are'} ${listed(mine.slice(1))}` : ''
  throw new Failure(
    'inTheWay',
    `${first.detail}${others}; nothing was written\nMove or settle what is in the way, and run again`,
  )
}

function listed(steps: readonly PlanStep[]): string {
  return steps.map(({ path }) => path).join(', ')
}

/** The folders that options of type `directory` name: what is in them are pages. */
function pageFolders(pack: Pack, { options }: Answers): readonly string[] {
  return Object.entries(options).flatMap(([id, values]) => {
    const described = featureOf(pack, id).manifest.options ?? {}
    return Object.entries(values).flatMap(([option, value]) => (described[option]?.type === 'directory' ? [value] : []))
  })
}

/** Files of the user's own in a folder that ours leave. */
function strayPages(
  { files }: OpenProject,
  moves: ReadonlyMap<string, string>,
  folders: readonly string[],
): readonly string[] {
  return folders.flatMap((folder) => {
    if (![...moves.keys()].some((path) => path.startsWith(`${folder}/`))) return []
    const own = filesBelow(files.root, folder).filter((path) => !moves.has(path))
    return own.length === 0 ? [] : [`Yours, and left in ${folder}: ${own.join(', ')}.`]
  })
}
