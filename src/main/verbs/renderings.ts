import type { Answers } from '../../model/answers.ts'
import { Failure, wrongRequest } from '../../model/failure.ts'
import type { Pack } from '../../model/pack.ts'
import { type ProjectRecord, recordPath } from '../../model/record.ts'
import { renderOwnersWith, renderWith } from '../../render/render-with.ts'
import { digest } from '../digest.ts'
import type { World } from '../world.ts'

/** A project as it was rendered. */
export interface Rendering {
  readonly files: ReadonlyMap<string, string>
  /** What each file is made of; unknown for the rendering of another version. */
  readonly origins?: ReadonlyMap<string, string>
}

export async function renderHere({ pack, loadTemplates }: World, answers: Answers): Promise<Rendering> {
  const templates = await loadTemplates()
  return { files: renderWith(templates, pack, answers), origins: renderOwnersWith(templates, pack, answers) }
}

/** The rendering that a project of this version was made from. Throws a Failure where it is not the one on record. */
export async function renderBase(world: World, record: ProjectRecord, answers: Answers): Promise<Rendering> {
  const rendering = await renderHere(world, answers)
  checkDigests(record, rendering.files, `create-raw-http-app ${world.pack.version}`)
  return rendering
}

/** Throws a Failure where files are not those whose digests a record has. `maker` names what rendered them. */
export function checkDigests({ files }: ProjectRecord, rendered: ReadonlyMap<string, string>, maker: string): void {
  const paths = [...new Set([...Object.keys(files), ...rendered.keys()])].sort()
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
