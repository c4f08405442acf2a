import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { Contents } from '../model/plan.ts'

/** One change of a project, with what is needed to take it back. */
export interface UndoEntry {
  /** The words of the run, as in `add cors`. */
  readonly about: string
  readonly files: readonly UndoFile[]
  /** Which folder it was made in: another one may come to be at its path. */
  readonly folder?: FolderMark
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

interface FolderMark {
  readonly inode: number
  /** In milliseconds; 0 where the file system does not keep it. */
  readonly birth: number
}

/** Where the changes of a project are kept, outside of it: the newest last. */
export interface UndoStore {
  /** Those that were made in the folder that is at the path now. */
  list(): readonly { readonly name: string; readonly entry: UndoEntry }[]
  add(entry: UndoEntry): string
  remove(name: string): void
}

/** Older ones are forgotten. */
const longestStore = 50

export function openUndoStore(root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): UndoStore {
  const folder = folderFor(root, env, platform)
  const names = () => namesIn(folder)
  return {
    list() {
      const mark = markOf(root)
      const all = names().map((name) => ({ name, entry: readEntry(join(folder, name)) }))
      return all.filter(({ entry }) => entry.folder === undefined || isSameFolder(entry.folder, mark))
    },
    add(entry) {
      const known = names()
      const number = Number.parseInt(known.at(-1) ?? '0', 10) + 1
      const name = `${String(number).padStart(6, '0')}.json`
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // What it holds may be anything that the project does.
      writeFileSync(join(folder, `${name}.draft`), JSON.stringify({ root, folder: markOf(root), ...entry }), {
        mode: 0o600,
      })
      renameSync(join(folder, `${name}.draft`), join(folder, name))
      for (const old of known.slice(0, Math.max(0, known.length + 1 - longestStore))) rmSync(join(folder, old))
      return name
    },
    remove: (name) => rmSync(join(folder, name), { force: true }),
  }
}

/** Forgets what was changed in an earlier project at the path of a new one. */
export function forgetProject(target: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): void {
  rmSync(folderFor(realpathSync(target), env, platform), { recursive: true, force: true })
}

function folderFor(root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  return join(stateFolder(env, platform), 'create-raw-http-app', sha256(root).slice(0, 32))
}

function markOf(root: string): FolderMark {
  const { ino, birthtimeMs, ctimeMs } = statSync(root)
  // Where the birth is not known, the time of the last change may be given in its place.
  return { inode: ino, birth: birthtimeMs === ctimeMs ? 0 : birthtimeMs }
}

function isSameFolder(one: FolderMark, other: FolderMark): boolean {
  return one.inode === other.inode && (one.birth === other.birth || one.birth * other.birth === 0)
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
