import { accessSync, constants, readdirSync, realpathSync } from 'node:fs'
import type { DirectoryState } from '../model/directory.ts'
import { asDiskFailure } from './disk-failure.ts'
import { madeByDeadRun } from './journal.ts'
import { madeByInit } from './made-by-init.ts'
import { isOwnName } from './own-names.ts'
import { destinationOf, wayTo } from './way.ts'

/**
 * Says what stands at a path; reads only. A link to a directory is that directory; a link to nowhere and a path below
 * a file are `file`. Throws a Failure when the disk does not tell (no permission, a name too long).
 */
export function inspectTarget(path: string): DirectoryState {
  try {
    const { existing, missing } = wayTo(path)
    if (destinationOf(existing)?.isDirectory() !== true) return { kind: 'file' }
    if (missing.length > 0) return { kind: 'absent' }
    const root = realpathSync(existing)
    const halfMade = madeByDeadRun(root)
    const ofInit = madeByInit(root)
    const entries = readdirSync(root).filter((name) => !isFree(name) && !halfMade.has(name) && !ofInit.has(name))
    return entries.length === 0 ? { kind: 'free' } : { kind: 'inUse', entries: entries.sort() }
  } catch (error) {
    throw asDiskFailure(error, path)
  }
}

/** Throws the Failure that making the first file there would end with, where permissions or a read-only disk tell. */
export function assertWritable(path: string): void {
  try {
    accessSync(wayTo(path).existing, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw asDiskFailure(error, path)
  }
}

const freeNames = new Set([
  ...['.git', '.gitignore', '.DS_Store', 'Thumbs.db', 'desktop.ini'],
  ...['.vscode', '.idea', '.zed', '.fleet', '.vs', '.cursor', '.nova'],
])

const licence = /^(?:(?:un)?licen[cs]e|copying)(?:\..*)?$/i
const oneOfSeveralLicences = /^LICEN[CS]E-[A-Z0-9.-]+(?:\.[a-z]+)?$/
const swapFile = /^\..+\.sw[a-p]$/

function isFree(name: string): boolean {
  return (
    freeNames.has(name) ||
    licence.test(name) ||
    oneOfSeveralLicences.test(name) ||
    swapFile.test(name) ||
    isOwnName(name)
  )
}
