import { flagsOf } from '../arguments/flags.ts'
import { readWords } from '../arguments/read-words.ts'
import { brokenPack } from '../model/failure.ts'
import { optionsOf } from '../model/options.ts'
import { manifestPath, type Pack } from '../model/pack.ts'
import type { Templates } from '../render/render-file.ts'
import type { World } from './world.ts'

/**
 * The world with the features of each `--pack` among its own. They come ahead of everything else: flags, help and
 * questions follow from them. Throws a Failure that names the file that is wrong.
 */
export async function withPacks(world: World): Promise<World> {
  const folders = packFolders(world.pack, world.argv)
  return folders.length === 0 ? world : joinFolders(world, folders)
}

/** The folder of each `--pack`, as it was named. */
export function packFolders(pack: Pack, argv: readonly string[]): readonly string[] {
  const { given } = readWords(flagsOf(pack), argv)
  return given.filter(({ flag }) => flag.name === 'pack').map(({ value }) => String(value))
}

/** The same with folders that are named here. */
export async function joinFolders(world: World, folders: readonly string[]): Promise<World> {
  const { joinPacks } = await import('../pack/join-packs.ts')
  const pack = joinPacks(world.pack, [...new Set(folders)], world.cwd)
  checkFlags(pack)
  return { ...world, pack, loadTemplates: () => compileOwn(world.loadTemplates) }
}

/** A flag is typed by one name, whoever brings it. */
function checkFlags(pack: Pack): void {
  const names = flagsOf(pack).map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return
  const owner = pack.features.find(({ id, foreign }) => {
    const options = optionsOf(pack, id).map(({ flag }) => flag)
    return foreign === true && [id, ...options].includes(twice)
  })
  const path = owner === undefined ? 'a manifest' : manifestPath(owner)
  throw brokenPack(
    `${path}: its flag --${twice} is one of the command already: give the feature or the option another name`,
  )
}

/** Our own templates were compiled when the command was built; those of other folders come as text. */
async function compileOwn(loadTemplates: World['loadTemplates']): Promise<Templates> {
  const [ours, { templateOf }] = await Promise.all([loadTemplates(), import('../render/render.ts')])
  return (file) => (file.text === undefined ? ours(file) : templateOf(file))
}
