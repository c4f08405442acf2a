import type { RunOptions } from '../../arguments/parse-arguments.ts'
import type { VerbRequest } from '../../arguments/verb-request.ts'
import { filesBelow } from '../../disk/project-files.ts'
import { didYouMean } from '../../model/did-you-mean.ts'
import { Failure, wrongRequest } from '../../model/failure.ts'
import { printable } from '../../model/printable.ts'
import { ownPatch } from '../../plan/own-changes.ts'
import type { World } from '../world.ts'
import { baseOf } from './base.ts'
import { formattingOf } from './formatting.ts'
import { namedPath } from './named-path.ts'
import { type OpenProject, openProject } from './open-project.ts'
import { verbDocument } from './show.ts'

/** `diff`: what the user changed in the files of a project since it was made, as a patch. */
export async function showDiff(
  world: World,
  plain: World,
  request: VerbRequest,
  run: RunOptions,
): Promise<Failure | undefined> {
  const { stdout } = world
  const project = openProject(world, request, false)
  const { files } = await baseOf(world, plain, project, request)
  const { formatted } = await formattingOf(world, project, files, new Map(), request)
  const baseText = (path: string) => (files.has(path) ? (formatted?.('base', path) ?? files.get(path)) : undefined)
  const changes = pathsFor(project, [...files.keys()], request.words).flatMap((path) => {
    const found = project.files.look(path)
    const patch = ownPatch(path, baseText(path), found)
    const action = found.kind === 'absent' ? 'deleted by you' : files.has(path) ? 'changed by you' : 'yours'
    return patch === '' ? [] : [{ path, action, patch }]
  })
  const patch = changes.map((change) => change.patch).join('')
  if (run.json) {
    stdout.write(verbDocument('diff', project.record.version, project.answers, changes, { patch }))
  } else stdout.write(printable(patch))
  if (!request.check || changes.length === 0) return undefined
  const count = changes.length === 1 ? '1 file is' : `${changes.length} files are`
  return new Failure('workToDo', `${count} not as it was made`)
}

/** Those that are named, and what is in folders that are; of the user's own files, those that are named themselves. */
function pathsFor({ files }: OpenProject, made: readonly string[], words: readonly string[]): readonly string[] {
  if (words.length === 0) return [...made].sort()
  const chosen = words.flatMap((word) => {
    const name = namedPath(files.root, word)
    const below = made.filter((path) => name === '.' || path === name || path.startsWith(`${name}/`))
    const own = name === '.' ? [] : ownFiles(files.root, name, files.look)
    const all = [...below, ...own]
    if (all.length > 0) return all
    throw wrongRequest(`the project has no ${JSON.stringify(word)}${didYouMean(name, made)}`)
  })
  return [...new Set(chosen)].sort()
}

function ownFiles(root: string, name: string, look: OpenProject['files']['look']): readonly string[] {
  if (look(name).kind === 'file') return [name]
  return name.split('/')[0] === 'node_modules' ? [] : filesBelow(root, name)
}
