import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addSaved } from '../answers/add-saved.ts'
import type { Choices } from '../model/answers.ts'
import { wrongRequest } from '../model/failure.ts'
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
  const json = readJson(file, world.cwd)
  const { readSaved } = await import('../answers/read-saved.ts')
  return addSaved(world.pack, readSaved(world.pack, json, file, resourceLanguage), flags)
}

function readJson(file: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(cwd, file), 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw wrongRequest(`--config ${file}: ${reasonOf(error)}`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof SyntaxError) return `this is not JSON: ${message}`
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'this is a directory; name a file in it'
  return message
}
