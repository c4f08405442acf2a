import { isDeviceName } from '../model/device-names.ts'
import { brokenPack } from '../model/failure.ts'

/**
 * Throws a Failure that names the template when an output path leads out of the project, could not be written
 * everywhere, or goes where git and package managers keep what they run.
 */
export function checkOutputPath(template: string, path: string): void {
  const fault = path.split('/').map(faultOf).find(Boolean)
  if (fault) throw brokenPack(`${template}: it would write ${JSON.stringify(path)}: ${fault}`)
}

function faultOf(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'a path leads down from the project, without "." and ".."'
  if (/[\\:*?"<>|\p{Cc}]|[. ]$/u.test(name)) return `${JSON.stringify(name)} cannot be a file's name on every system`
  if (isDeviceName(name)) return `Windows keeps the name "${name}" for a device`
  if (/^(?:\.git|git~\d+|node_modules)$/i.test(name)) return `"${name}" is not for templates to fill`
  return undefined
}
