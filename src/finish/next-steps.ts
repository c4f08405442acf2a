import type { PackageManager } from '../model/answers.ts'

/** The shell whose quoting the printed lines follow. */
export type Shell = 'posix' | 'windows'

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
  const path = directory.startsWith('-') ? `./${directory}` : directory
  if (shell === 'windows') return /^[\w.:/\\-]+$/.test(path) ? path : `"${path}"`
  return /^[\w.:/@%+,=-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}
