import { posix, win32 } from 'node:path'
import { defaultDirectory, type PathStyle } from '../model/answers.ts'
import { wrongRequest } from '../model/failure.ts'

// Own rules, for npm's library of them (validate-npm-package-name) refuses the names of built-in modules, and which
// those are depends on the Node that asks.
const pattern = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/
const refused = ['node_modules', 'favicon.ico']
const longest = 214

/** The package name that a directory suggests: `My App` gives `my-app`. */
export function nameFromDirectory(directory: string, cwd: string, paths: PathStyle = 'posix'): string {
  const { basename, resolve } = paths === 'windows' ? win32 : posix
  const name = basename(resolve(cwd, directory))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|-+$/g, '')
    .slice(0, longest)
  return isPackageName(name) ? name : defaultDirectory
}

/** Throws a Failure for a name that npm would refuse. */
export function checkName(name: string): void {
  if (isPackageName(name)) return
  throw wrongRequest(
    `${JSON.stringify(name)} is no package name: take lower-case letters, digits, ".", "_" and "-", ` +
      `from a letter or digit on, ${longest} characters at most`,
  )
}

function isPackageName(name: string): boolean {
  return pattern.test(name) && name.length <= longest && !refused.includes(name)
}
