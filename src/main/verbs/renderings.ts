import type { Answers } from '../../model/answers.ts'
import { Failure, wrongRequest } from '../../model/failure.ts'
import { type History, isMigration } from '../../model/migration.ts'
import type { Pack } from '../../model/pack.ts'
import { type ProjectRecord, recordPath } from '../../model/record.ts'
import { renderOwnersWith, renderWith } from '../../render/render-with.ts'
import { digest } from '../digest.ts'
import type { World } from '../world.ts'
import type { OpenProject } from './open-project.ts'

/** A project as it was rendered. */
export interface Rendering {
  readonly files: ReadonlyMap<string, string>
  /** What each file is made of; unknown for the rendering of another version. */
  readonly origins?: ReadonlyMap<string, string>
}

export async function renderHere(
  { pack, loadTemplates }: World,
  answers: Answers,
  history?: History,
): Promise<Rendering> {
  const templates = await loadTemplates()
  return {
    files: renderWith(templates, pack, answers, history),
    origins: renderOwnersWith(templates, pack, answers, history),
  }
}

/** The rendering that a project of this version was made from. Throws a Failure where it is not the one on record. */
export async function renderBase(world: World, project: OpenProject): Promise<Rendering> {
  const { files, ...rest } = await renderHere(world, project.answers, project.history)
  checkDigests(project.record, files, `create-raw-http-app ${world.pack.version}`)
  return { files: withMigrations(project, files), ...rest }
}

/**
 * A rendering with the migrations that a project has on record in place of those that were rendered. One that an earlier
 * version rendered is taken from the project; where its owner has changed it, nobody knows its text.
 */
export function withMigrations(
  { record, files: { look } }: OpenProject,
  rendered: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const files = new Map([...rendered].filter(([path]) => !isMigration(path)))
  for (const [path, recorded] of Object.entries(record.files)) {
    if (!isMigration(path)) continue
    const place = look(path)
    const own = place.kind === 'file' ? Buffer.from(place.bytes).toString('utf8').replaceAll('\r\n', '\n') : undefined
    const text = [rendered.get(path), own].find((one) => one !== undefined && digest(one) === recorded)
    if (text !== undefined) files.set(path, text)
  }
  return files
}

/** Throws a Failure where files are not those whose digests a record has. `maker` names what rendered them. */
export function checkDigests({ files }: ProjectRecord, rendered: ReadonlyMap<string, string>, maker: string): void {
  const all = [...new Set([...Object.keys(files), ...rendered.keys()])].sort()
  // Those keep the bytes that they were written with, by any version.
  const paths = all.filter((path) => !isMigration(path))
  const other = paths.filter((path) => {
    const text = rendered.get(path)
    return text === undefined || digest(text) !== files[path]
  })
  if (other.length === 0) return
  const named = other.slice(0, 3).join(', ') + (other.length > 3 ? ` and ${other.length - 3} more` : '')
  throw new Failure(
    'failed',
    `${maker} does not render what ${recordPath} has on record: ${named} differ; nothing was changed\n` +
      'Restore the record, as from git; for features of your own, give their folder as it was then with --base-pack',
  )
}

/** Throws a Failure in a project that another version made, where a verb works with this version's templates alone. */
export function checkVersion({ version }: ProjectRecord, pack: Pack, verb: string): void {
  if (version === pack.version) return
  throw wrongRequest(
    `this project is of version ${version}, and ${verb} here is of ${pack.version}\n` +
      `Run "upgrade" first, or ${verb} with create-raw-http-app@${version}`,
  )
}
