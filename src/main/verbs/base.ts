import { resolve } from 'node:path'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { renderEarlier } from '../../finish/earlier-package.ts'
import { joinFolders } from '../with-packs.ts'
import type { World } from '../world.ts'
import type { OpenProject } from './open-project.ts'
import { checkDigests, type Rendering, renderBase, withMigrations } from './renderings.ts'

/**
 * What the files of a project were rendered as when it was made, or last changed by a verb: by this version, or by the
 * package of the one that did it. `plain`: the world without the features of one's own. Throws a Failure where that
 * rendering is not the one on record.
 */
export async function baseOf(
  world: World,
  plain: World,
  project: OpenProject,
  { base, basePacks }: Pick<VerbRequest, 'base' | 'basePacks'>,
): Promise<Rendering> {
  const { record, answers, files: own } = project
  if (base === undefined && record.version === world.pack.version) {
    return renderBase(basePacks.length === 0 ? world : await joinFolders(plain, basePacks), project)
  }
  const folders = basePacks.length === 0 ? (world.pack.folders ?? []) : basePacks
  const files = await renderEarlier({
    ...{ root: own.root, version: record.version, answers: record.answers },
    base: base === undefined ? undefined : resolve(world.cwd, base),
    packs: folders.map((folder) => resolve(world.cwd, folder)),
    packageManager: answers.packageManager,
    ...{ signal: world.signal, env: world.env },
  })
  checkDigests(record, files, base ?? `create-raw-http-app ${record.version}`)
  return { files: withMigrations(project, files) }
}
