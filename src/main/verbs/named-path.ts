import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, posix, relative } from 'node:path'
import { wrongRequest } from '../../model/failure.ts'

/**
 * A path as its user named it, from the root of a project or absolute, as files of the project are named: `src/app.ts`,
 * or `.` for the root. Throws a Failure for one outside of the project.
 */
export function namedPath(root: string, word: string): string {
  const within = isAbsolute(word) ? relative(root, withoutLinks(word)) : word
  const path = posix.normalize(within.replaceAll('\\', '/') || '.').replace(/(?<=.)\/$/, '')
  if (path !== '..' && !path.startsWith('../') && !isAbsolute(path)) return path
  throw wrongRequest(`${JSON.stringify(word)} is outside of the project: name a path in it, as in src/app.ts`)
}

/** The folder of a file without links, as that of the project is. */
function withoutLinks(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return path
  }
}
