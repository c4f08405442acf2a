import { posix, win32 } from 'node:path'
import type { PackageManager, Shell } from '../model/answers.ts'
import { quote } from '../model/quote.ts'

/** The commands that start the new project from where the user stands, one a line. */
export function nextSteps(
  directory: string,
  packageManager: PackageManager,
  installed: boolean,
  shell: Shell,
): string[] {
  const place = plain(directory, shell)
  const isHere = /^\.(?:[/\\]+\.?)*$/.test(place)
  return [
    ...(isHere ? [] : [`cd ${quoted(place, shell)}`]),
    ...(installed ? [] : [`${packageManager} install`]),
    `${packageManager} run dev`,
  ]
}

/** Without a way through folders that need not exist, as in `x/../y`. */
function plain(directory: string, shell: Shell): string {
  const { normalize } = shell === 'windows' ? win32 : posix
  return normalize(directory).replace(shell === 'windows' ? /(?<=[^:/\\])[/\\]+$/ : /(?<=[^/])\/$/, '')
}

function quoted(directory: string, shell: Shell): string {
  // A leading dash would be an option.
  return quote(directory.startsWith('-') ? `./${directory}` : directory, shell)
}
