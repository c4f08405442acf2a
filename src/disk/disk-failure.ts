import { isAbsolute, relative } from 'node:path'
import { Failure } from '../model/failure.ts'

const reasons: Readonly<Record<string, readonly [reason: string, nextMove: string]>> = {
  ENOSPC: ['the disk is full', 'Free some space and run again.'],
  EDQUOT: ['your disk quota is used up', 'Free some space and run again.'],
  ENOENT: ['nothing can be made there', 'Choose another directory.'],
  EACCES: ['permission is missing', 'Choose another directory, or change its permissions.'],
  EPERM: ['permission is missing', 'Choose another directory, or change its permissions.'],
  EROFS: ['the file system is read-only', 'Choose another directory.'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter one.'],
  ENOTDIR: ['a file stands where a folder is needed', 'Choose another directory.'],
  EMFILE: ['too many files are open', 'Close some programs and run again.'],
  ENFILE: ['too many files are open', 'Close some programs and run again.'],
  EBUSY: ['another program holds it', 'Close that program and run again.'],
}

/** Turns an error of the disk into a Failure that names the path and the next move; every other error is handed back. */
export function asDiskFailure(error: unknown, target: string): unknown {
  const { code, path, message } = error as NodeJS.ErrnoException
  if (error instanceof Failure || typeof code !== 'string') return error
  const [reason, nextMove] = reasons[code] ?? [message, 'Mend that, or choose another directory.']
  const place = path === undefined ? target : withoutStage(path)
  const at = place === target ? code : `${code}: ${place}`
  return new Failure('failed', `${shown(target)} cannot be used: ${reason} (${at}).\n${nextMove}`, { cause: error })
}

/** Another run holds the directory. */
export function atWork(target: string): Failure {
  return new Failure(
    'directoryInUse',
    `Another run is writing to ${shown(target)} at this moment.\nWait until it has ended, or choose another name.`,
  )
}

/** What was planned is no longer what there is to do. */
export function cameFirst(target: string): Failure {
  return new Failure(
    'directoryInUse',
    `${shown(target)} was changed by somebody else in this moment; nothing was written.\nRun again to see what is there now.`,
  )
}

/** A path as messages call it: from where the user stands, unless it leads out of there. */
export function shown(path: string): string {
  const near = path === '' ? '' : relative(process.cwd(), path)
  if (near === '') return 'the current directory'
  return isAbsolute(near) || near.startsWith('..') ? path : near
}

/** Nobody knows our staging folders: the path of the file that was to be. */
function withoutStage(path: string): string {
  return path.replace(/[/\\]\.create-raw-http-app[^/\\]*/, '')
}
