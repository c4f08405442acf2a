import type { PackageManager, Shell } from '../model/answers.ts'
import { quote } from '../model/quote.ts'

/** The commands that start the new project from where the user stands, one a line. */
export function nextSteps(
  directory: string,
  packageManager: PackageManager,
  installed: boolean,
  shell: Shell,
): string[] {
  const isHere = /^\.(?:[/\\]+\.?)*$/.test(directory)
  return [
    ...(isHere ? [] : [`cd ${quoted(directory, shell)}`]),
    ...(installed ? [] : [`${packageManager} install`]),
    `${packageManager} run dev`,
  ]
}

function quoted(directory: string, shell: Shell): string {
  // A leading dash would be an option.
  return quote(directory.startsWith('-') ? `./${directory}` : directory, shell)
}
