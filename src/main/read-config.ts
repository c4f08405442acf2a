import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { addSaved } from '../answers/add-saved.ts'
import type { Choices } from '../model/answers.ts'
import { wrongRequest } from '../model/failure.ts'
import { recordPath } from '../model/record.ts'
import { resourceLanguage } from '../resource/language.ts'
import type { World } from './world.ts'

/** What was asked for so far, and a sentence for each choice that another one changed. */
export interface Request {
  readonly choices: Choices
  readonly notes: readonly string[]
}

/** Adds what a file of answers says to the flags, which win. Throws a Failure that names the file, and its fault. */
export async function readConfig(world: World, flags: Choices, file: string | undefined): Promise<Request> {
  if (file === undefined) return { choices: flags, notes: [] }
  const path = fileIn(file, world.cwd)
  const json = readJson(path, world.cwd)
  const { readSaved } = await import('../answers/read-saved.ts')
  return addSaved(world.pack, readSaved(world.pack, json, path, resourceLanguage), flags)
}

/** In a folder, the record of its project; package.json, where the first projects kept their answers. */
function fileIn(path: string, cwd: string): string {
  if (statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() !== true) return path
  const names = [recordPath, 'package.json'].map((name) => `${path.replace(/(?<=.)[/\\]+$/, '')}/${name}`)
  const found = names.find((name) => existsSync(resolve(cwd, name)))
  if (found !== undefined && statSync(resolve(cwd, found)).isFile()) return found
  throw wrongRequest(`--config ${path}: this folder has no ${recordPath}, which projects of this command have`)
}

function readJson(file: string, cwd: string): unknown {
  try {
    return JSON.parse(readBounded(resolve(cwd, file)).replace(/^\uFEFF/, ''))
  } catch (error) {
    throw wrongRequest(`--config ${file}: ${reasonOf(error)}`, { cause: error })
  }
}

const largestConfig = 4 * 1024 * 1024

/** A pipe will do as well as a file; a device that never ends must not fill the memory. */
function readBounded(path: string): string {
  const file = openSync(path, 'r')
  try {
    const pieces: Buffer[] = []
    for (let total = 0; ; ) {
      const piece = Buffer.allocUnsafe(64 * 1024)
      const count = readSync(file, piece)
      if (count === 0) return Buffer.concat(pieces).toString('utf8')
      total += count
      if (total > largestConfig) throw new RangeError('this is larger than 4 MiB, the most that answers may be')
      pieces.push(piece.subarray(0, count))
    }
  } finally {
    closeSync(file)
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof SyntaxError) return `this is not JSON: ${message}`
  if (code === 'ENOENT') return 'there is no such file'
  return message
}
