import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { Contents } from '../model/plan.ts'

/** One change of a project, with what is needed to take it back. */
export interface UndoEntry {
  /** The words of the run, as in `add cors`. */
  readonly about: string
  readonly files: readonly UndoFile[]
  /** What git's index had of the files with conflicts, as `git ls-files --stage` prints it. */
  readonly index?: string
}

export interface UndoFile {
  readonly path: string
  /** In Base64; null where no file was. */
  readonly before: string | null
  readonly mode?: number
  /** The SHA-256 of what was written; null where the file was taken away. */
  readonly after: string | null
}

/** Where the changes of a project are kept, outside of it: the newest last. */
export interface UndoStore {
  list(): readonly { readonly name: string; readonly entry: UndoEntry }[]
  add(entry: UndoEntry): string
  remove(name: string): void
}

/** Older ones are forgotten. */
const longestStore = 50

export function openUndoStore(root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): UndoStore {
  const folder = join(stateFolder(env, platform), 'create-raw-http-app', sha256(root).slice(0, 32))
  const names = () => namesIn(folder)
  return {
    list: () => names().map((name) => ({ name, entry: readEntry(join(folder, name)) })),
    add(entry) {
      const known = names()
      const number = Number.parseInt(known.at(-1) ?? '0', 10) + 1
      const name = `${String(number).padStart(6, '0')}.json`
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // What it holds may be anything that the project does.
      writeFileSync(join(folder, `${name}.draft`), JSON.stringify({ root, ...entry }), { mode: 0o600 })
      renameSync(join(folder, `${name}.draft`), join(folder, name))
      for (const old of known.slice(0, Math.max(0, known.length + 1 - longestStore))) rmSync(join(folder, old))
      return name
    },
    remove: (name) => rmSync(join(folder, name), { force: true }),
  }
}

export function sha256(contents: Contents): string {
  return createHash('sha256').update(contents).digest('hex')
}

/** The folder for what programs remember of a user: XDG_STATE_HOME or its equal. */
function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.XDG_STATE_HOME?.startsWith('/')) return env.XDG_STATE_HOME
  if (platform === 'win32' && env.LOCALAPPDATA) return env.LOCALAPPDATA
  return join(env.HOME || homedir(), '.local', 'state')
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+\.json$/.test(name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function readEntry(path: string): UndoEntry {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as UndoEntry
  } catch (error) {
    throw new Failure('failed', `${path} cannot be read: remove it to undo what was before it`, { cause: error })
  }
}
