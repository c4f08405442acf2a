import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { posix, win32 } from 'node:path'

/** What the search for a program depends on; a parameter, so that a test can look as another system does. */
export interface System {
  readonly platform: NodeJS.Platform
  /** The Node that runs this. */
  readonly node: string
  readonly isProgram: (file: string) => boolean
  /** Links followed; the path itself where nothing is there. */
  readonly realPath: (path: string) => string
}

export const thisSystem: System = {
  platform: process.platform,
  node: process.execPath,
  isProgram(file) {
    try {
      accessSync(file, constants.X_OK)
      return statSync(file).isFile()
    } catch {
      return false
    }
  },
  realPath(path) {
    try {
      return realpathSync(path)
    } catch {
      return path
    }
  },
}

/**
 * The folders of PATH without any of the project: neither relative ones, which start from there, nor those inside of
 * it. What a project holds was written by others, and is not run in its making.
 */
export function searchPath(env: NodeJS.ProcessEnv, project: string, system = thisSystem): readonly string[] {
  const isWindows = system.platform === 'win32'
  const { isAbsolute, relative, delimiter } = isWindows ? win32 : posix
  const root = system.realPath(project)
  const isInside = (path: string): boolean => {
    const way = relative(root, system.realPath(path))
    return !isAbsolute(way) && !/^\.\.(?:[/\\]|$)/.test(way)
  }
  // On Windows a path without its drive starts from the current one.
  const isWhole = (path: string): boolean => (isWindows ? /^(?:[a-z]:[\\/]|[\\/]{2})/i.test(path) : isAbsolute(path))
  // A project that Node itself is in is a whole home, or a whole disk.
  const holdsAll = isInside(system.node)
  return pathOf(env, system)
    .split(delimiter)
    .map((folder) => (isWindows ? folder.replaceAll('"', '') : folder))
    .filter((folder) => isWhole(folder) && (holdsAll ? system.realPath(folder) !== root : !isInside(folder)))
}

/**
 * The file of a program in these folders; undefined where none has it. Windows would look into the
 * current directory first.
 */
export function findProgram(
  name: string,
  folders: readonly string[],
  env: NodeJS.ProcessEnv,
  system = thisSystem,
): string | undefined {
  const isWindows = system.platform === 'win32'
  const endings = isWindows ? (variable(env, 'PATHEXT') || '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean) : ['']
  const { join } = isWindows ? win32 : posix
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(system.isProgram)
}

/** The environment of a program that itself looks for others in these folders and nowhere else. */
export function withSearchPath(
  env: NodeJS.ProcessEnv,
  folders: readonly string[],
  system = thisSystem,
): NodeJS.ProcessEnv {
  const { delimiter } = system.platform === 'win32' ? win32 : posix
  const isPath = (name: string): boolean => (system.platform === 'win32' ? name.toUpperCase() : name) === 'PATH'
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !isPath(name))),
    PATH: folders.join(delimiter),
    // Windows: cmd.exe and others search the current directory, which is the project, unless this is set.
    NoDefaultCurrentDirectoryInExePath: '1',
  }
}

function pathOf(env: NodeJS.ProcessEnv, { platform }: System): string {
  return (platform === 'win32' ? variable(env, 'PATH') : env.PATH) ?? ''
}

/** Windows makes no difference of case in names of variables. */
function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1]
}
