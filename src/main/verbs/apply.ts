import { changeProject } from '../../disk/project-files.ts'
import { withStage } from '../../disk/stage.ts'
import { openUndoStore, sha256, type UndoFile } from '../../disk/undo-store.ts'
import { openRepository, type Repository } from '../../finish/repository.ts'
import { Failure } from '../../model/failure.ts'
import { recordPath } from '../../model/record.ts'
import type { World } from '../world.ts'
import type { Planned } from './planned.ts'

/** Throws the Failure (3) that names files of the plan with changes that git has not got. */
export async function assertCommitted(repository: Repository | undefined, { writes }: Planned): Promise<void> {
  // The record is rendered from answers alone: nobody's work is in it.
  const changed = (await repository?.changed([...writes.keys()].filter((path) => path !== recordPath))) ?? []
  if (changed.length === 0) return
  const [is, them] = changed.length === 1 ? ['has', 'it'] : ['have', 'them']
  throw new Failure(
    'inTheWay',
    `${changed.join(', ')} ${is} uncommitted changes; nothing was written\nCommit ${them}, or add --allow-dirty`,
  )
}

export function repositoryOf({ env, signal }: World, { project }: Planned): Promise<Repository | undefined> {
  return openRepository(project.files.root, { env, signal })
}

/** Writes what was planned, all of it or nothing, and keeps what takes it back. Throws a Failure. */
export async function applyPlan(world: World, planned: Planned, repository: Repository | undefined): Promise<void> {
  const { project, steps, writes, about } = planned
  const { files } = project
  const conflicts = steps.filter(({ sides }) => sides !== undefined)
  const index = await repository?.indexOf(conflicts.map(({ path }) => path))
  world.signal.throwIfAborted()
  const store = openUndoStore(files.root, world.env, world.platform)
  const entry = { about, files: undoFiles(planned), ...(index ? { index } : {}) }
  const name = keepForUndo(world, () => store.add(entry))
  try {
    changeProject(files, writes, movedModes(planned))
  } catch (error) {
    if (name !== undefined) store.remove(name)
    throw error
  }
  if (repository === undefined || conflicts.length === 0) return
  await withStage(files.root, async (stage) => {
    const folder = stage()
    for (const { path, sides } of conflicts) {
      if (sides !== undefined) await repository.markConflict(path, sides, folder)
    }
  })
}

/** A home that cannot be written to is no reason to leave a project as it is, but is said. */
function keepForUndo({ stderr }: World, add: () => string): string | undefined {
  try {
    return add()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    stderr.write(`undo will not know of this: ${message}\n`)
    return undefined
  }
}

function undoFiles({ project, writes }: Planned): readonly UndoFile[] {
  return [...writes].map(([path, contents]): UndoFile => {
    const place = project.files.look(path)
    const after = contents === null ? null : sha256(contents)
    if (place.kind !== 'file') return { path, before: null, after }
    const mode = place.mode === undefined ? {} : { mode: place.mode }
    return { path, before: Buffer.from(place.bytes).toString('base64'), ...mode, after }
  })
}

/** A file that is moved keeps its mode. */
function movedModes({ project, steps }: Planned): ReadonlyMap<string, number> {
  return new Map(
    steps.flatMap(({ path, from }) => {
      const place = from === undefined ? undefined : project.files.look(from)
      return place?.kind === 'file' && place.mode !== undefined ? [[path, place.mode] as const] : []
    }),
  )
}
