import type { PathStyle } from '../model/answers.ts'
import { isDeviceName } from '../model/device-names.ts'
import { wrongRequest } from '../model/failure.ts'

/** Throws a Failure for a directory that could not be made, or whose project could not be built, whatever stands there. */
export function checkDirectory(directory: string, paths: PathStyle = 'posix'): void {
  if (directory.trim() === '') {
    throw wrongRequest('the directory has no name: give one, or "." for the current directory')
  }
  if (/\p{Cc}/u.test(directory)) {
    throw wrongRequest(`the directory ${JSON.stringify(directory)} has control characters in its name: leave them out`)
  }
  // A shell would have expanded it, had it not been quoted; PowerShell leaves it to the program.
  if (/^~(?:[\w.-]*[/\\]|$)/.test(directory)) {
    throw wrongRequest(
      `the directory ${directory}: "~" is not expanded here; write the whole path, or ./${directory} for a folder of that name`,
    )
  }
  if (directory.split(/[/\\]/).some((name) => name.toLowerCase() === 'node_modules')) {
    throw wrongRequest(`the directory ${directory}: what is in node_modules is no project to npm; take another place`)
  }
  const fault = paths === 'windows' ? faultOnWindows(directory) : undefined
  if (fault !== undefined)
    throw wrongRequest(`the directory ${directory}: Windows allows no ${fault}; take another name`)
}

function faultOnWindows(directory: string): string | undefined {
  // A drive, and the start of a path that names a device or is taken literally.
  const path = directory.replace(/^[/\\]{2}[?.][/\\]/, '').replace(/^[A-Za-z]:/, '')
  const names = path.split(/[/\\]+/).filter((name) => !/^\.{0,2}$/.test(name))
  const device = names.find(isDeviceName)
  if (device !== undefined) return `folder "${device}"`
  const odd = /[<>:"|?*]/.exec(path)
  if (odd !== null) return `${odd[0]} in a name`
  const open = names.find((name) => /[ .]$/.test(name))
  return open === undefined ? undefined : `dot or space at the end of "${open}"`
}
