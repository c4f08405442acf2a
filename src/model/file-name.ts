import { isDeviceName } from './device-names.ts'

/** Why a name cannot be that of a file or folder of a project; undefined where it can. */
export function nameFault(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'a path leads down from the project, without "." and ".."'
  if (/[\\:*?"<>|\p{Cc}]|[. ]$/u.test(name)) return `${JSON.stringify(name)} cannot be a file's name on every system`
  if (isDeviceName(name)) return `Windows keeps the name "${name}" for a device`
  if (kept.has(name.toLowerCase()) || /^git~\d+$/i.test(name)) return `"${name}" is not for templates to fill`
  return undefined
}

/** What git and package managers keep as theirs. */
const kept = new Set(['.git', 'node_modules'])
