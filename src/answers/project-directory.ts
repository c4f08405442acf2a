import { isDeviceName } from '../model/device-names.ts'
import type { Pack } from '../model/pack.ts'

// Made by the tools that work on a project, whatever its features.
const madeByTools = ['dist', 'node_modules', 'coverage']

/**
 * A directory inside the project, as templates write it: `public`, `web/assets`. Throws what `refuse` makes of the
 * reason when it leads out of the project, is no plain name, or meets a file or folder of the project.
 */
export function projectDirectory(pack: Pack, value: string, refuse: (why: string) => Error): string {
  const path = value.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '')
  if (path === '' || path === '.') throw refuse('name a directory inside the project, as in public')
  if (/^([/\\]|[A-Za-z]:)/.test(path)) throw refuse('it is a directory of the project: leave out what leads there')
  const parts = path.split('/')
  if (parts.includes('..')) throw refuse('it has to stay inside the project: leave out ".."')
  if (path.length > 100 || !parts.every((part) => /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(part))) {
    throw refuse(
      'write it with letters, digits, ".", "_" and "-", each part from a letter or digit on, as in web/assets',
    )
  }
  const device = parts.find(isDeviceName)
  if (device !== undefined) throw refuse(`Windows allows no directory "${device}"; take another name`)
  const [top = ''] = parts
  const owner = takenNames(pack).find((name) => name.toLowerCase() === top.toLowerCase())
  if (owner !== undefined) throw refuse(`the project has a ${owner} of its own; take another directory`)
  return path
}

function takenNames(pack: Pack): string[] {
  const targets = pack.features.flatMap(({ files }) => files.map(({ target }) => target.split('/')[0] as string))
  return [...madeByTools, ...targets.filter((name) => !name.startsWith('['))]
}
