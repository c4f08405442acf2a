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
  return [
    ...(shell === 'posix' ? wayTo(directory) : wayOnWindows(directory, shell)),
    ...(installed ? [] : [`${packageManager} install`]),
    `${packageManager} run dev`,
  ]
}

function wayTo(directory: string): string[] {
  // Without a way through folders that need not exist, as in `x/../y`.
  const place = posix.normalize(directory).replace(/(?<=[^/])\/$/, '')
  if (/^\.(?:[/\\]+\.?)*$/.test(place)) return []
  return [`cd ${quote(dashed(place, './'), 'posix')}`]
}

function wayOnWindows(directory: string, shell: 'cmd' | 'powershell'): string[] {
  const place = win32.normalize(directory).replace(/(?<=[^:\\])\\+$/, '')
  if (place === '.') return []
  const word = quote(dashed(place, '.\\'), shell)
  // cd of cmd neither takes a path of the network nor leaves the drive.
  if (place.startsWith('\\\\')) return [`pushd ${word}`]
  const drive = /^[A-Za-z]:/.exec(place)?.[0]
  // Brackets are a pattern to PowerShell, whatever the quotes.
  const cd = shell === 'powershell' && /[[\]`]/.test(place) ? 'cd -LiteralPath' : 'cd'
  return [...(drive === undefined ? [] : [drive]), `${cd} ${word}`]
}

/** A leading dash would be an option. */
function dashed(place: string, here: string): string {
  return place.startsWith('-') ? `${here}${place}` : place
}
